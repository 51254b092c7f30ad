/** What the author of a type says about values that cross versions. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.handover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
