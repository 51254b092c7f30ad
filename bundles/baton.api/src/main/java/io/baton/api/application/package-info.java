/** Applications: what runs after a start of the system, and in which order. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.application;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
