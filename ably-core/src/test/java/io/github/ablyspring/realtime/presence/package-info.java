@NullMarked
package io.github.ablyspring.realtime.presence;

import org.jspecify.annotations.NullMarked;
