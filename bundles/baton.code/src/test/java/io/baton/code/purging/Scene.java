package io.baton.code.purging;

import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.code.OneVersion;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import io.baton.spi.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Versions, and processes that run them. */
public final class Scene {
  private Scene() {}

  /** Code of a version: whatever runs in it has a frame of the version on its stack. */
  public record Code(Runnable body) implements Runnable {
    @Override
    public void run() {
      body.run();
    }
  }

  /** Data of a version: to print it has no frame of code. */
  public record Letter(Runnable printing) {
    @Override
    public String toString() {
      printing.run();
      return "letter";
    }
  }

  public static OneVersion loader() {
    return new OneVersion("1.0.0", Code.class, Letter.class);
  }

  /** A version without a bundle. */
  public static LoadedVersion version(OneVersion loader) {
    return new LoadedVersion(loader.callable(new Object()));
  }

  public static Runnable in(OneVersion loader, Runnable body) {
    return (Runnable) loader.make(Code.class, body);
  }

  static Runnable printing(OneVersion loader, Runnable body) {
    Object letter = loader.make(Letter.class, body);
    return () -> assertThat(letter).hasToString("letter");
  }

  /** A pid that prints as one. */
  public record Numbered(long number) implements Pid {
    @Override
    public String toString() {
      return "<" + number + ">";
    }
  }

  /** A process as the table shows it; notices when it is looked at. */
  public record Live(
      Pid pid, Optional<String> name, Thread thread, Optional<String> waitsFor, Runnable onLook)
      implements ProcessTable.Running {
    Live(Pid pid, Optional<String> name, Thread thread, Optional<String> waitsFor) {
      this(pid, name, thread, waitsFor, () -> {});
    }

    public static Live of(long number, Thread thread) {
      return new Live(new Numbered(number), Optional.empty(), thread, Optional.empty());
    }

    @Override
    public List<ProcessTable.Kept> kept() {
      return List.of();
    }

    @Override
    public Optional<Turn> turn() {
      return Optional.empty();
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public boolean isFirstTurn() {
      return false;
    }

    @Override
    public boolean mayBeIn(ProcessTable.Watch watch) {
      return true;
    }

    @Override
    public long waiting() {
      onLook.run();
      return 0;
    }

    @Override
    public void seen(long waiting, Set<Long> versions) {
      throw new AssertionError("it does not wait");
    }
  }

  /** Watches nothing. */
  private record Blind() implements ProcessTable.Watch {
    @Override
    public boolean isComplete() {
      return false;
    }

    @Override
    public void close() {}
  }

  /** A table of processes that remembers what it was told to kill. */
  public static class Table implements ProcessControl {
    @Override
    public void settle(String module) {
      // nothing waits for an upgrade
    }

    @Override
    public Pid spawnApart(Next first) {
      throw new AssertionError("nothing is started here");
    }

    public final List<Running> running = new CopyOnWriteArrayList<>();
    public final List<Pid> killed = new ArrayList<>();
    public Consumer<Running> onKill = process -> process.thread().interrupt();
    public Runnable onLook = () -> {};

    /** Whether another thread is always first to end a process. */
    boolean ended;

    Runnable onCheck = () -> {};

    @Override
    public Collection<? extends Running> running() {
      onLook.run();
      return running;
    }

    @Override
    public boolean kill(Running process) {
      killed.add(process.pid());
      onKill.accept(process);
      return !ended;
    }

    @Override
    public Watch watch(long version) {
      return new Blind();
    }

    @Override
    public Running adopt(Thread thread) {
      return Live.of(10_000, thread);
    }

    @Override
    public void checkCaller() {
      onCheck.run();
    }

    @Override
    public Collection<? extends Running> living() {
      return running().stream().filter(Running::isAlive).toList();
    }
  }

  /** Safepoints that are met by calling them. */
  public static final class Points implements Safepoints {
    public final Map<Check, Long> armed = new ConcurrentHashMap<>();

    @Override
    public Armed arm(long version, Check check) {
      armed.put(check, version);
      return () -> armed.remove(check);
    }

    void enter() {
      armed.forEach((check, version) -> check.entering(version));
    }

    void loop() {
      armed.forEach((check, version) -> check.looping(version));
    }
  }

  /** Runs a body on a new thread and waits until it waits. */
  public static Thread waiting(Thread.Builder builder, Runnable body) {
    Thread thread = builder.start(body);
    until(() ->
        thread.getState() == Thread.State.WAITING
            || thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }
}
