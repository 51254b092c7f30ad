/**
 * Which module a bundle is a version of: as its manifest says, or, of a bundle that knows nothing
 * of Baton, as it was configured to be adopted.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.spi.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
