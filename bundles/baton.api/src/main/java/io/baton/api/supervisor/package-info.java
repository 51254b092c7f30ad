/** Supervisors: Erlang's behaviour {@code supervisor}. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.supervisor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
