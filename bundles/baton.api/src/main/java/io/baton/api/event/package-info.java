/** Event managers and their handlers: Erlang's behaviour {@code gen_event}. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
