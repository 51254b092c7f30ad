/**
 * Classes that woven code calls, and no other code. They decide nothing: what happens at a point is
 * set by the bundles that watch it.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.weaving.point;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
