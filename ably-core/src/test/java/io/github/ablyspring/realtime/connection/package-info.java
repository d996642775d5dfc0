/**
 * Tests of the connection, under virtual time.
 */
@NullMarked
package io.github.ablyspring.realtime.connection;

import org.jspecify.annotations.NullMarked;
