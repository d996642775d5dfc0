/**
 * What is done over HTTP: requests, pages of results, channels, push and batches.
 */
@NullMarked
package io.github.ablyspring.rest;

import org.jspecify.annotations.NullMarked;
