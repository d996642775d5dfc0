/**
 * The README and the manual: their code compiles, their configuration exists, their links
 * lead somewhere, and what they say of other clients is complete.
 */
@NullMarked
package io.github.ablyspring.integration.docs;

import org.jspecify.annotations.NullMarked;
