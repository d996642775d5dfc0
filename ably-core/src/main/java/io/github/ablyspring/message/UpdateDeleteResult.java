package io.github.ablyspring.message;

import org.jspecify.annotations.Nullable;

/**
 * What came of updating, deleting or appending to a message (UDR1).
 *
 * @param versionSerial names the new version; {@code null} if a later one came first
 */
public record UpdateDeleteResult(@Nullable String versionSerial) {

}
