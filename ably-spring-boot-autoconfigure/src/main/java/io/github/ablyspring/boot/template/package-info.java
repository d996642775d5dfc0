/**
 * Publishing, in the way of Spring's templates.
 */
@NullMarked
package io.github.ablyspring.boot.template;

import org.jspecify.annotations.NullMarked;
