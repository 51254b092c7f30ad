package io.baton.process.reply;

import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.server.ServerRuntime;
import io.baton.process.exit.LinksAndMonitors;
import io.baton.process.spawn.Callers;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Replies;
import java.util.Optional;
import java.util.function.Function;

/** Replies that processes wait for: asks other processes, and starts ones that answer. */
public final class AwaitedReplies implements Replies {
  private final Callers callers;
  private final Spawner spawner;
  private final LinksAndMonitors relations;
  private final Deadlines deadlines = new Deadlines();

  public AwaitedReplies(Callers callers, Spawner spawner, LinksAndMonitors relations) {
    this.callers = callers;
    this.spawner = spawner;
    this.relations = relations;
    deadlines.start();
  }

  /** Stops waking callers, since all processes have ended. */
  public void stop() {
    deadlines.stop();
  }

  @Override
  public Slot ask(Pid to, Function<? super Slot, ?> message) {
    LocalProcess me = callers.me();
    var slot = new ReplySlot(callers, deadlines, me);
    LocalProcess process = LocalPid.processOf(to);
    if (process == null) {
      slot.refuse(ExitReason.NOPROC);
    } else {
      slot.watch(process);
      sendOrForget(slot, () -> process.mailbox().send(message.apply(slot), me));
    }
    return slot;
  }

  /**
   * Sends a request, and forgets the slot if that throws: the caller gets no slot then, and would
   * not wait.
   */
  private static void sendOrForget(Slot slot, Runnable send) {
    boolean sent = false;
    try {
      send.run();
      sent = true;
    } finally {
      if (!sent) {
        slot.forget();
      }
    }
  }

  @Override
  public Born spawn(Function<? super Slot, ? extends Next> first, ServerRuntime.Tie tie) {
    LocalProcess me = callers.me();
    var slot = new ReplySlot(callers, deadlines, me);
    return spawner.start(
        () -> spawner.create(first.apply(slot)),
        child -> {
          slot.watch(child);
          return new Born(child.pid(), slot, tied(me, child, tie));
        });
  }

  private Optional<MonitorRef> tied(LocalProcess me, LocalProcess child, ServerRuntime.Tie tie) {
    return switch (tie) {
      case NONE -> Optional.empty();
      case LINK -> {
        relations.linkNew(me, child);
        yield Optional.empty();
      }
      case MONITOR -> Optional.of(relations.watch(me, child));
    };
  }
}
