/**
 * Publishing over REST, beside the official client.
 */
@NullMarked
package io.github.ablyspring.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
