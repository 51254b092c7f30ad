package io.baton.process;

import static io.baton.api.process.Inspection.info;
import static io.baton.api.process.Inspection.processes;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.unlink;
import static io.baton.api.process.Processes.unregister;
import static io.baton.api.process.Processes.whereis;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.DictionaryKey;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessDictionary;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.Processes;
import io.baton.process.state.LocalProcess;
import io.baton.spi.ProcessTable.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Inspections of all tables while processes come and go: none throws, and none leaves out a process
 * that stays.
 */
class ChurnTest {
  private static final int LOOKS = 3_000;
  private static final int STAYING = 20;
  private static final DictionaryKey<String> KEY = new DictionaryKey<>("stays", String.class);

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final List<Pid> staying = new ArrayList<>();

  /** Has a name, a link, a monitor, a message and a value for as long as the test runs. */
  private Pid stays(int number) {
    Pid last = staying.isEmpty() ? Scene.idle().pid() : staying.getLast();
    Pid test = Processes.self();
    Pid pid =
        spawn(
            once(() -> {
              trapExits(true);
              link(last);
              monitor(last);
              ProcessDictionary.put(KEY, "value");
              send(test, "ready");
              receive(Scene.Never.class);
            }));
    var _ = receive(String.class);
    send(pid, "message");
    register("stays" + number, pid);
    return pid;
  }

  private FutureTask<Boolean> churn(int number) {
    var task =
        new FutureTask<>(() -> {
          trapExits(true);
          String name = "goes" + number;
          while (!isOver.get()) {
            Pid pid = spawn(once(() -> receive(Scene.Never.class)));
            register(name, pid);
            for (Pid other : staying) {
              link(other);
              unlink(other);
            }
            monitor(pid);
            unregister(name);
            exit(pid, ExitReason.KILL);
            while (receive(Object.class, Duration.ZERO).isPresent()) {
              // that it has ended
            }
          }
          return true;
        });
    Thread.ofPlatform().start(task);
    return task;
  }

  @Test
  void processThatStaysIsNeverMissing() throws Exception {
    for (int i = 0; i < STAYING; i++) {
      staying.add(stays(i));
    }
    FutureTask<Boolean> one = churn(1);
    FutureTask<Boolean> two = churn(2);
    try {
      for (int look = 0; look < LOOKS; look++) {
        look(look % STAYING);
      }
    } finally {
      isOver.set(true);
    }
    assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(two.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private void look(int number) {
    Pid pid = staying.get(number);
    LocalProcess process = active.process(pid);

    assertThat(processes()).containsAll(staying);
    assertThat(active.runtime().living().contains(process)).isTrue();
    assertThat(active.runtime().running().contains(process)).isTrue();
    assertThat(whereis("stays" + number)).contains(pid);
    ProcessInfo info = info(pid).orElseThrow();
    assertThat(info.name()).contains("stays" + number);
    assertThat(info.monitors()).hasSize(1);
    if (number > 0) {
      assertThat(info.links()).contains(staying.get(number - 1));
    }
    assertThat(process.kept()).extracting(Kept::value).contains("message", "value");
  }
}
