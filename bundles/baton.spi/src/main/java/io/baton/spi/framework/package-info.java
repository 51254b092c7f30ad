/**
 * What Baton's bundles have to do with the framework that they are guests of: its log, and what its
 * JVM lacks. The only part of this bundle that knows OSGi.
 */
@NullMarked
package io.baton.spi.framework;

import org.jspecify.annotations.NullMarked;
