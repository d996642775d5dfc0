@NullMarked
package io.github.ablyspring.integration.rest;

import org.jspecify.annotations.NullMarked;
