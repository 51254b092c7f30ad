package io.baton.process.spawn;

import io.baton.process.exit.EndOfProcess;
import io.baton.process.lifecycle.Unwinding;
import io.baton.process.residence.VersionResidence;
import io.baton.process.state.LocalProcess;
import org.jspecify.annotations.Nullable;

/** Finds the process of the calling thread, and throws its exit if that has ended. */
public final class Callers {
  private final ThreadMailboxes mailboxes;

  public Callers(ThreadMailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /**
   * Returns the calling process; for a thread without one, a process that the thread is known as
   * from now on.
   */
  public LocalProcess me() {
    LocalProcess me =
        LocalProcess.CURRENT.isBound()
            ? LocalProcess.CURRENT.get()
            : mailboxes.of(Thread.currentThread());
    return me.ended() == null ? me : afterItsEnd(me);
  }

  /** Returns the calling process as {@link #me()} does, but null for a thread without one. */
  public @Nullable LocalProcess known() {
    LocalProcess me =
        LocalProcess.CURRENT.isBound()
            ? LocalProcess.CURRENT.get()
            : mailboxes.existing(Thread.currentThread());
    return me == null || me.ended() == null ? me : afterItsEnd(me);
  }

  /** Returns where the calling process can be; null on a thread that runs none. */
  public static @Nullable VersionResidence residence() {
    return LocalProcess.CURRENT.isBound() ? LocalProcess.CURRENT.get().residence() : null;
  }

  /** Throws if the calling process has ended, and no handlers of it are to be run. */
  public void checkAtSafepoint() {
    LocalProcess me =
        LocalProcess.CURRENT.isBound()
            ? LocalProcess.CURRENT.get()
            : mailboxes.existing(Thread.currentThread());
    Unwinding unwinding = me == null ? null : me.unwinding();
    if (me != null && unwinding != null && !unwinding.passes()) {
      LocalProcess _ = afterItsEnd(me);
    }
  }

  /** Throws if the process has ended in the meantime. */
  public void check(LocalProcess me) {
    if (me.ended() != null) {
      forgetIfBorrowed(me);
      me.checkAlive();
    }
  }

  /**
   * Throws the exit of a process that has ended; a borrowed thread whose exit was delivered, and
   * that has left all modules, gets a new process instead.
   */
  private LocalProcess afterItsEnd(LocalProcess me) {
    forgetIfBorrowed(me);
    Unwinding unwinding = me.unwinding();
    boolean wasDelivered = unwinding != null && unwinding.isExitDelivered();
    if (LocalProcess.CURRENT.isBound() || !wasDelivered || EndOfProcess.framesOfModules() > 0) {
      me.checkAlive();
    }
    return mailboxes.of(Thread.currentThread());
  }

  /** Removes the process of a borrowed thread, which gets a new one at its next call. */
  private void forgetIfBorrowed(LocalProcess me) {
    if (!LocalProcess.CURRENT.isBound()) {
      mailboxes.forget(Thread.currentThread(), me);
      boolean _ = Thread.interrupted();
    }
  }
}
