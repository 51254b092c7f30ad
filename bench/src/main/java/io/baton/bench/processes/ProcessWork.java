package io.baton.bench.processes;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.stop;

import io.baton.api.process.Down;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.handover.StructuralHandover;
import io.baton.process.ProcessSystem;
import io.baton.spi.CapturedCall;
import io.baton.spi.Safepoints;
import io.baton.spi.Turn;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What processes do all day. All of it is done by processes; the thread that measures starts one
 * and waits for its word, once in so many operations that the waiting does not show.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ProcessWork.OPERATIONS)
public class ProcessWork {
  static final int OPERATIONS = 10_000;

  private static final Safepoints NOBODY_IS_KILLED = (_, _) -> () -> {};

  private final Pid reader;
  private final Pid echo;

  private enum Pong {
    PONG
  }

  private enum Done {
    DONE
  }

  private record Ping(Pid from) {}

  private sealed interface Item {}

  private enum Some implements Item {
    SOME
  }

  private record Last(Pid from) implements Item {}

  /** The shortest life there is. */
  private enum Nothing implements CapturedCall, Turn {
    NOTHING;

    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      return stop();
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return Nothing.class.getClassLoader();
    }
  }

  /** Starts a system of processes, and two that wait. */
  public ProcessWork() {
    ProcessRuntime.HOLDER.start(new ProcessSystem(new StructuralHandover(), NOBODY_IS_KILLED));
    reader = spawn(ProcessWork::read);
    echo = spawn(ProcessWork::echo);
  }

  private static void read() {
    while (true) {
      if (receive(Item.class) instanceof Last(var from)) {
        send(from, Done.DONE);
      }
    }
  }

  private static void echo() {
    while (true) {
      send(receive(Ping.class).from(), Pong.PONG);
    }
  }

  /** A message is sent, and another process takes it; the sender does not wait. */
  @Benchmark
  public Object message() {
    var last = new Last(self());
    spawn(() -> {
      for (int i = 1; i < OPERATIONS; i++) {
        send(reader, Some.SOME);
      }
      send(reader, last);
    });
    return receive(Done.class);
  }

  /** A message to another process, and the answer. */
  @Benchmark
  public Object roundTrip() {
    Pid me = self();
    spawn(() -> {
      var ping = new Ping(self());
      for (int i = 0; i < OPERATIONS; i++) {
        send(echo, ping);
        receive(Pong.class);
      }
      send(me, Done.DONE);
    });
    return receive(Done.class);
  }

  /** A process begins, does one thing, and ends. */
  @Benchmark
  public Object spawnAndEnd() {
    Pid me = self();
    var left = new AtomicInteger(OPERATIONS);
    Runnable body =
        () -> {
          if (left.decrementAndGet() == 0) {
            send(me, Done.DONE);
          }
        };
    spawn(() -> {
      for (int i = 0; i < OPERATIONS; i++) {
        spawn(body);
      }
    });
    return receive(Done.class);
  }

  /** A process begins and ends, and its parent is told. */
  @Benchmark
  public Object spawnAndDown() {
    Pid me = self();
    spawn(() -> {
      for (int i = 0; i < OPERATIONS; i++) {
        spawnMonitor(Nothing.NOTHING);
      }
      for (int i = 0; i < OPERATIONS; i++) {
        receive(Down.class);
      }
      send(me, Done.DONE);
    });
    return receive(Done.class);
  }
}
