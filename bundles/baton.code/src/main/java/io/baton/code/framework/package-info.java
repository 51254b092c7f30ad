/**
 * Events of the framework, and what is told to it: listeners that come, components and apis that
 * change. The packages below are about bundles, components, services and wires, and do not depend
 * on this one; loads and purges are no part of it.
 */
@NullMarked
package io.baton.code.framework;

import org.jspecify.annotations.NullMarked;
