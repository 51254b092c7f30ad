package io.baton.otp.loop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.baton.api.process.Processes;
import io.baton.api.spi.ProcessTable;
import io.baton.otp.request.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the servers of a module look at what has become current, though they have nothing to do. So
 * a server that waits keeps nothing of the version before, and one whose state does not cross is
 * known to linger, soon after the load. Very many are not woken all at once: those that have
 * messages to handle come first, and have switched by then.
 */
public final class WaitingServers {
  private static final Message.Look LOOK = new Message.Look(new CountDownLatch(0));

  /** How many are woken at once. */
  private static final int FEW = 1_000;

  /** How long the next have to wait. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** How soon another one must have looked while a purge waits for them. */
  private static final Duration PROGRESS = Duration.ofMillis(100);

  private final ProcessTable processes;

  /** Written by who stops, read by who wakes. */
  private volatile boolean stopped;

  public WaitingServers(ProcessTable processes) {
    this.processes = processes;
  }

  /** Never blocks; each of them looks when its turn comes. */
  public void look(String module) {
    Iterator<? extends ProcessTable.Running> rest = processes.living().iterator();
    wakeSome(module, rest);
    if (rest.hasNext()) {
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("baton-servers of " + module)
              .start(() -> wakeAll(module, rest));
    }
  }

  private void wakeAll(String module, Iterator<? extends ProcessTable.Running> rest) {
    while (rest.hasNext() && !stopped) {
      LockSupport.parkNanos(this, PAUSE.toNanos());
      wakeSome(module, rest);
    }
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
   * Waits until those have looked that have nothing else to do, because the version before is about
   * to go: what it does for their states on the way, it does now or never. Not longer than a tenth
   * of a second after the last that has looked; those that are busy meanwhile are not waited for.
   */
  public void settle(String module) {
    List<ProcessTable.Running> late = new ArrayList<>();
    for (ProcessTable.Running process : processes.living()) {
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
