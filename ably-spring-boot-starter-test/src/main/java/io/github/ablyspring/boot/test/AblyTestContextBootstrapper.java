package io.github.ablyspring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Starts the contexts of tests with {@link AblyTest}.
 */
final class AblyTestContextBootstrapper extends TestSliceTestContextBootstrapper<AblyTest> {

}
