/**
 * Plugins of PF4J as modules. {@link io.baton.pf4j.PluginModules} loads their jars; calls of their
 * extension points run the version that is current.
 */
@NullMarked
package io.baton.pf4j;

import org.jspecify.annotations.NullMarked;
