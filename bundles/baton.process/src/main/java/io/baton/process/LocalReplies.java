package io.baton.process;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.spi.Replies;
import io.baton.api.spi.ServerRuntime;
import java.util.Optional;
import java.util.function.Function;

/** Requests between the processes of one running system. */
final class LocalReplies implements Replies {
  private final LocalRuntime runtime;
  private final Deadlines deadlines;

  LocalReplies(LocalRuntime runtime) {
    this.runtime = runtime;
    deadlines = new Deadlines(runtime::all);
    deadlines.start();
  }

  /** Nobody is woken any more: all processes have ended. */
  void stop() {
    deadlines.stop();
  }

  @Override
  public Slot ask(Pid to, Function<? super Slot, ?> message) {
    var slot = new ReplySlot(runtime, runtime.me());
    LocalProcess process = LocalPid.processOf(to);
    if (process == null) {
      slot.refuse(ExitReason.NOPROC);
    } else {
      slot.watch(process);
      process.mailbox.put(message.apply(slot));
    }
    return slot;
  }

  @Override
  public Born spawn(Function<? super Slot, ? extends Next> first, ServerRuntime.Tie tie) {
    LocalProcess me = runtime.me();
    var slot = new ReplySlot(runtime, me);
    LocalProcess child = runtime.create(first.apply(slot));
    slot.watch(child);
    Optional<MonitorRef> ref =
        switch (tie) {
          case NONE -> Optional.empty();
          case LINK -> {
            runtime.linkNew(me, child);
            yield Optional.empty();
          }
          case MONITOR -> Optional.of(runtime.watch(me, child));
        };
    child.thread().start();
    return new Born(child.pid(), slot, ref);
  }
}
