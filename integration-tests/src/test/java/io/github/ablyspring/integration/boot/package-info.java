/**
 * Spring Boot applications against the emulator, which misbehaves.
 */
@org.jspecify.annotations.NullMarked
package io.github.ablyspring.integration.boot;
