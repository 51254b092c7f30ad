/**
 * Annotations and services by which the author of a type controls how its values cross versions.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.handover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
