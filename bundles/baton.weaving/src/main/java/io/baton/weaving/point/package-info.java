/** Classes that woven code calls, and no other code. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.weaving.point;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
