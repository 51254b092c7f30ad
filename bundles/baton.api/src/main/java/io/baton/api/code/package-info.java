/** Two-version code loading: a module has at most one current and one old version. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.code;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
