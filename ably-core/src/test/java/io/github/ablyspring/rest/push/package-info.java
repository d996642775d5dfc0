@NullMarked
package io.github.ablyspring.rest.push;

import org.jspecify.annotations.NullMarked;
