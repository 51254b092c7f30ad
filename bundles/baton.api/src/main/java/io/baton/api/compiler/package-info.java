/** Compile source files in the running system, and load what they make. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.compiler;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
