/**
 * The shell of a running Baton over ssh: Apache MINA sshd, and what lies between it and {@link
 * io.baton.launcher.attach.Sessions}. Nothing of this package is loaded unless ssh is asked for.
 */
@NullMarked
package io.baton.launcher.ssh;

import org.jspecify.annotations.NullMarked;
