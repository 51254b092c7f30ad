package io.baton.otp.loop;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.Pid;
import io.baton.otp.request.Message;
import io.baton.otp.version.GapException;
import io.baton.spi.Modules;
import io.baton.spi.ThrownReason;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits while a module cannot be called, because its component is replaced, or its bundle is
 * stopped, updated or refreshed. The stack of the calling process has no frame of a module, and
 * other messages stay in its mailbox.
 */
public final class GapWait {
  private static final Message.Changed CHANGED = new Message.Changed();

  private GapWait() {}

  /**
   * Waits for the next change, or for an urgent message.
   *
   * @param isUrgent accepts messages that cannot wait
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
   * Waits for the next change only.
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

  /** Refuses a request whose caller cannot wait any longer. */
  static void refuse(Message.Request request, Modules.Gap gap) {
    request.from().refuse(ThrownReason.of(gap.error()));
  }
}
