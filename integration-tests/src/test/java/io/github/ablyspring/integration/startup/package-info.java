/**
 * What the starter costs an application: time and dependencies.
 */
@org.jspecify.annotations.NullMarked
package io.github.ablyspring.integration.startup;
