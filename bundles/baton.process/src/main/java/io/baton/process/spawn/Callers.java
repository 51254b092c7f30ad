package io.baton.process.spawn;

import io.baton.process.exit.EndOfProcess;
import io.baton.process.lifecycle.Unwinding;
import io.baton.process.state.LocalProcess;
import org.jspecify.annotations.Nullable;

/** Which process the calling thread is, and what it is told when that has ended. */
public final class Callers {
  private final ThreadMailboxes mailboxes;

  public Callers(ThreadMailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  /** The calling process; of a thread that is none, the one that it is known as from now on. */
  public LocalProcess me() {
    LocalProcess me =
        LocalProcess.CURRENT.isBound()
            ? LocalProcess.CURRENT.get()
            : mailboxes.of(Thread.currentThread());
    return me.ended() == null ? me : afterItsEnd(me);
  }

  /** As {@link #me()}, but does not make a thread known. */
  public @Nullable LocalProcess known() {
    LocalProcess me =
        LocalProcess.CURRENT.isBound()
            ? LocalProcess.CURRENT.get()
            : mailboxes.existing(Thread.currentThread());
    return me == null || me.ended() == null ? me : afterItsEnd(me);
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

  /** A thread that has been told of its end, and has left what it was in, begins anew. */
  private LocalProcess afterItsEnd(LocalProcess me) {
    forgetIfBorrowed(me);
    Unwinding unwinding = me.unwinding();
    boolean wasDelivered = unwinding != null && unwinding.isExitDelivered();
    if (LocalProcess.CURRENT.isBound() || !wasDelivered || EndOfProcess.framesOfModules() > 0) {
      me.checkAlive();
    }
    return mailboxes.of(Thread.currentThread());
  }

  /** A thread that is told of the end of its process gets a new one the next time it asks. */
  private void forgetIfBorrowed(LocalProcess me) {
    if (!LocalProcess.CURRENT.isBound()) {
      mailboxes.forget(Thread.currentThread(), me);
      boolean _ = Thread.interrupted();
    }
  }
}
