/**
 * Interfaces between Baton's own bundles. Not for modules and their clients: it changes without
 * notice.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
