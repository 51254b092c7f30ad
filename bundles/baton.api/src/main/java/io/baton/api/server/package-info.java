/** Servers: Erlang's behaviour {@code gen_server} and its protocol {@code sys}. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.server;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
