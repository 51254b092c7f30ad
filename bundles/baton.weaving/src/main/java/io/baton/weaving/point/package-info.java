/** What woven code calls. Nobody else does. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.weaving.point;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
