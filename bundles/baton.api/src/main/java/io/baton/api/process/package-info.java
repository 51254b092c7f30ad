/** Erlang's processes: mailboxes, exit signals, links, monitors and registered names. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
