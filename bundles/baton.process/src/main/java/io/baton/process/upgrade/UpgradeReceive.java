package io.baton.process.upgrade;

import io.baton.process.mailbox.Mailbox;
import io.baton.process.state.LocalProcess;
import io.baton.spi.VersionMarks;
import java.util.Optional;

/** Takes a message, unless the version that calls is replaced before. */
public final class UpgradeReceive {
  private final Upgrades upgrades;

  public UpgradeReceive(Upgrades upgrades) {
    this.upgrades = upgrades;
  }

  /**
   * Waits on the thread of the process. An interrupt does not end the wait; the interrupt status is
   * restored afterwards.
   *
   * @return empty if the version was replaced; the mailbox is then as it was
   */
  public <T> Optional<T> receive(LocalProcess me, Mailbox.Wanted<T> wanted) {
    VersionMarks.Owner version = upgrades.caller();
    me.slice().pauseIfOver();
    if (upgrades.isReplaced(version)) {
      return Optional.empty();
    }
    T message = me.mailbox().poll(wanted, 0);
    me.checkAlive();
    return message == null ? await(me, wanted, version) : Optional.of(message);
  }

  private <T> Optional<T> await(
      LocalProcess me, Mailbox.Wanted<T> wanted, VersionMarks.Owner version) {
    UpgradeWait wait = upgrades.begin(me, version);
    boolean replaced = false;
    boolean interrupted = false;
    try {
      while (true) {
        replaced = upgrades.isReplaced(version);
        if (replaced) {
          return Optional.empty();
        }
        T message = me.mailbox().poll(wanted, me.mailbox().position());
        me.checkAlive();
        if (message != null) {
          return Optional.of(message);
        }
        me.await(wanted.type(), () -> upgrades.isReplaced(version));
        interrupted |= Thread.interrupted();
      }
    } finally {
      wait.ends();
      if (!replaced) {
        upgrades.end(wait);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
