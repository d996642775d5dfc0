/**
 * What this library encodes, the official clients decode, and the other way round.
 */
package io.github.ablyspring.integration.codec;
