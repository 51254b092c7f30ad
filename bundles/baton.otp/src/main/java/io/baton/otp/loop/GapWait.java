package io.baton.otp.loop;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.spi.Modules;
import io.baton.otp.request.Message;
import io.baton.otp.version.GapException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the calling process waits while a module cannot be called: its component is given up and made
 * again, or its bundle is stopped, updated or refreshed. Nothing of a module is on its stack, and
 * its mailbox keeps what it does not take.
 */
public final class GapWait {
  private static final Message.Changed CHANGED = new Message.Changed();

  private GapWait() {}

  /**
   * Waits for the next change, or for a message that need not wait.
   *
   * @param isUrgent what need not wait
   * @param bounded whether the wait ends when callers wait no longer
   * @return the message; empty if something has changed, or it is time
   */
  static Optional<Object> forChangeOr(
      Modules.Gap gap, Predicate<Object> isUrgent, boolean bounded) {
    Pid me = self();
    gap.whenChanged(() -> send(me, CHANGED));
    Predicate<Object> wanted =
        message -> message instanceof Message.Changed || isUrgent.test(message);
    Optional<Object> found =
        bounded
            ? receive(Object.class, wanted, gap.left())
            : Optional.of(receive(Object.class, wanted));
    return found.filter(message -> !(message instanceof Message.Changed));
  }

  /**
   * Waits for the next change, and for nothing else.
   *
   * @return false if callers wait no longer
   */
  public static boolean forChange(GapException away) {
    Modules.Gap gap = away.gap();
    if (gap.left().isZero()) {
      return false;
    }
    var _ = forChangeOr(gap, _ -> false, true);
    return true;
  }

  /** What the sender of a request gets that cannot wait any longer. */
  static void refuse(Message.Request request, Modules.Gap gap) {
    request.from().refuse(ExitReason.of(gap.error()));
  }
}
