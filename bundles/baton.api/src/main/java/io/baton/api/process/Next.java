package io.baton.api.process;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Continuation of a process after a function has returned: continue with a call, or stop. It is the
 * tail call that Java lacks: a loop of any length runs in constant stack space.
 *
 * <p>A function that returns {@code Next}, called through a view, is captured instead of run.
 * {@code module.loop(s)} is Erlang's {@code ?MODULE:loop(S)}, {@code here.loop(s)} its {@code
 * loop(S)}. {@link Processes#stop()} returns the end. The function returns what it got, and the
 * process that called it continues with that; only Baton makes values of this type and looks into
 * them.
 */
@ProviderType
public interface Next {}
