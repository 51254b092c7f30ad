/**
 * The shell of a running Baton for other processes of its user: frames on a local socket, the
 * server in the node, and the client. It knows nothing of the framework: what a client asks for is
 * done by {@link io.baton.launcher.attach.Sessions}.
 */
@NullMarked
package io.baton.launcher.attach;

import org.jspecify.annotations.NullMarked;
