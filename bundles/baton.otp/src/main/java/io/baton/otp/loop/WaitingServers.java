package io.baton.otp.loop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.baton.api.process.Processes;
import io.baton.otp.request.Message;
import io.baton.spi.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings waiting servers to the current version of their module, though they have no message. So a
 * waiting server soon keeps nothing of the previous version, and one whose state does not convert
 * is known to linger. Very many are woken in batches: servers with messages switch by themselves
 * first.
 */
public final class WaitingServers {
  private static final Message.Look LOOK = new Message.Look(new CountDownLatch(0));

  /** Number of servers woken at once: they share the processors with servers that have messages. */
  private static final int FEW = 1_000;

  /** Pause between two batches: enough for a batch to switch. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  /**
   * Maximum number of pauses between two batches while processes wait for a carrier: among them are
   * servers that have messages.
   */
  private static final int MAX_PAUSES = 20;

  /**
   * Maximum time between two servers that switch while a purge waits: after that, the rest is busy.
   */
  private static final Duration PROGRESS = Duration.ofMillis(100);

  private final ProcessTable processes;

  /** Written by the thread that stops the component, read by the thread that wakes. */
  private volatile boolean stopped;

  public WaitingServers(ProcessTable processes) {
    this.processes = processes;
  }

  /**
   * Wakes the servers of a module, and never blocks; a server switches when it handles the message.
   */
  public void look(String module) {
    Iterator<? extends ProcessTable.Running> rest = processes.living(module).iterator();
    wakeSome(module, rest);
    if (rest.hasNext()) {
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("baton-servers of " + module)
              .inheritInheritableThreadLocals(false)
              .start(() -> wakeAll(module, rest));
    }
  }

  private void wakeAll(String module, Iterator<? extends ProcessTable.Running> rest) {
    while (rest.hasNext() && !stopped) {
      pause();
      wakeSome(module, rest);
    }
  }

  /**
   * Waits until the last batch has switched. Longer while processes wait for a carrier: a server
   * that gets a message switches by itself, and would be woken twice.
   */
  private void pause() {
    int pauses = 0;
    do {
      LockSupport.parkNanos(this, PAUSE.toNanos());
      pauses++;
    } while (pauses < MAX_PAUSES && !stopped && processes.areCarriersScarce());
  }

  private static void wakeSome(String module, Iterator<? extends ProcessTable.Running> rest) {
    int found = 0;
    while (found < FEW && rest.hasNext()) {
      ProcessTable.Running process = rest.next();
      Loop loop = Loop.of(process, module);
      if (loop != null) {
        found++;
        if (!loop.hasSwitched(module)) {
          Processes.send(process.pid(), LOOK);
        }
      }
    }
  }

  /**
   * Waits until the idle servers have switched, because the previous version is about to go and its
   * code may still have to change their states. Ends 0.1 s after the last switch at the latest;
   * busy servers are not waited for.
   */
  public void settle(String module) {
    List<ProcessTable.Running> late = new ArrayList<>();
    for (ProcessTable.Running process : processes.living(module)) {
      Loop loop = Loop.of(process, module);
      if (loop != null && !loop.hasSwitched(module) && loop.canLook(process)) {
        late.add(process);
      }
    }
    var looked = new CountDownLatch(late.size());
    var look = new Message.Look(looked);
    late.forEach(process -> Processes.send(process.pid(), look));
    try {
      for (long before = late.size() + 1L; looked.getCount() < before; ) {
        before = looked.getCount();
        if (looked.await(PROGRESS.toMillis(), MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public void stop() {
    stopped = true;
  }
}
