@NullMarked
package io.github.ablyspring.rest;

import org.jspecify.annotations.NullMarked;
