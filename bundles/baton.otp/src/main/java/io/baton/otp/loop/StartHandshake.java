package io.baton.otp.loop;

import io.baton.api.process.Pid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State that a server and its starter share until {@code init} has returned; then the server
 * forgets it. If the server ends instead, it first notes the reason here.
 */
final class StartHandshake {
  final Object argument;
  final Optional<String> name;

  /** The starter, if it is linked. */
  final Optional<Pid> parent;

  /** Written by the server before it ends, read by the starter when it has ended. */
  private volatile boolean ignored;

  /** Written by the server before it ends, read by the starter when it has ended. */
  private volatile @Nullable Pid taken;

  StartHandshake(Object argument, Optional<String> name, Optional<Pid> parent) {
    this.argument = argument;
    this.name = name;
    this.parent = parent;
  }

  void ignore() {
    ignored = true;
  }

  boolean isIgnored() {
    return ignored;
  }

  void takenBy(Pid pid) {
    taken = pid;
  }

  @Nullable Pid taken() {
    return taken;
  }
}
