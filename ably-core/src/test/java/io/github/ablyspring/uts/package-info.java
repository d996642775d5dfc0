/**
 * Records which of the portable test specs (UTS) a test run passed.
 */
package io.github.ablyspring.uts;
