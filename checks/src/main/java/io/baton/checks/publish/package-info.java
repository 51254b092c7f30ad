/**
 * Checks what Maven Central requires of an artifact, and that the bill of materials is complete.
 */
@NullMarked
package io.baton.checks.publish;

import org.jspecify.annotations.NullMarked;
