/**
 * What the code server shows to the OSGi framework and reads from it: hooks, services, wires and
 * fragments. Nothing here decides about versions.
 */
@NullMarked
package io.baton.code.framework;

import org.jspecify.annotations.NullMarked;
