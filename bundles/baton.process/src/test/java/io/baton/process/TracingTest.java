package io.baton.process;

import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.CAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.fixtures.Await;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTracing.Event;
import io.baton.spi.ProcessTracing.Trace;
import io.baton.spi.Turn;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();

  /** Answers each message, and begins again. */
  private record Loop() implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public String called() {
      return "echo:loop/0";
    }

    @Override
    public Next run() {
      send(receive(Pid.class), "here");
      return this;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  private Trace trace(Pid pid) {
    return active.runtime().tracing().trace(pid, events::add);
  }

  private void ask(Pid pid) {
    send(pid, io.baton.api.process.Processes.self());
    assertThat(receive(String.class, CAP)).contains("here");
    Await.until(() -> active.process(pid).waitsFor().isPresent());
  }

  @Test
  void messagesTurnsAndTheEndAreTraced() {
    Pid pid = spawn(new Loop());
    ask(pid);
    trace(pid);

    ask(pid);
    exit(pid, SHUTDOWN);

    assertThat(events)
        .containsExactly(
            new Event.Arrived(io.baton.api.process.Processes.self()),
            new Event.Turn("echo:loop/0"),
            new Event.Ended(SHUTDOWN));
  }

  /** A server: its loop belongs to no module. */
  private record Rounds() implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public boolean isRoundOfLoop() {
      return true;
    }

    @Override
    public Next run() {
      send(receive(Pid.class), "here");
      return this;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  @Test
  void roundsOfALoopAreOneTurn() {
    Pid pid = spawn(new Rounds());
    ask(pid);
    trace(pid);

    ask(pid);
    exit(pid, SHUTDOWN);

    assertThat(events)
        .containsExactly(
            new Event.Arrived(io.baton.api.process.Processes.self()), new Event.Ended(SHUTDOWN));
  }

  @Test
  void closedTraceReceivesNothing() {
    Pid pid = spawn(new Loop());
    ask(pid);
    Trace trace = trace(pid);

    trace.close();
    trace.close();

    ask(pid);
    assertThat(events).isEmpty();
  }

  @Test
  void processHasOneTraceAtATime() {
    Pid pid = spawn(new Loop());
    Trace first = trace(pid);

    assertThatThrownBy(() -> trace(pid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is traced already");

    first.close();
    trace(pid).close();
  }

  @Test
  void endedProcessIsNotTraced() {
    Pid pid = spawn(new Loop());
    exit(pid, SHUTDOWN);

    assertThatThrownBy(() -> trace(pid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(pid + " has ended: there is nothing to trace");
  }
}
