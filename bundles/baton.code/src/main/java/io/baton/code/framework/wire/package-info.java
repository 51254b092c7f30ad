/**
 * Wires of bundles to versions, decided while the framework resolves them, and which bundles use a
 * version. What becomes of a version that is used is not decided here.
 */
@NullMarked
package io.baton.code.framework.wire;

import org.jspecify.annotations.NullMarked;
