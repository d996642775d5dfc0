/**
 * The pages in a real browser.
 */
@NullMarked
package io.github.ablyspring.sample.browser;

import org.jspecify.annotations.NullMarked;
