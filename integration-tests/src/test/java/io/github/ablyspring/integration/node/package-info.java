/**
 * What tests need to use packages of npm.
 */
package io.github.ablyspring.integration.node;
