/**
 * Contracts that Baton's bundles offer each other as services, and code that several of them need.
 * Not for modules and their clients: it changes without notice.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
