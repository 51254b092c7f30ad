/** State machines: Erlang's behaviour {@code gen_statem}. */
@Export
@Version("0.1.0")
@NullMarked
package io.baton.api.statem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
