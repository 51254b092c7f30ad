package io.baton.launcher;

import io.baton.launcher.attach.AttachClient;
import io.baton.launcher.attach.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Starts and stops the Baton of a run folder, and says how it is. */
final class ServiceControl {
  /** What the Linux Standard Base says of a status. */
  static final int DEAD = 1;

  /** The same: it does not run. */
  static final int STOPPED = 3;

  /** The same: nothing can be said. */
  static final int UNKNOWN = 4;

  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(30);

  /** Between the number of a process in a file and its start. */
  private static final Duration INACCURACY = Duration.ofSeconds(2);

  private static final long PAUSE_NANOS = 50_000_000;

  private final Setup setup;
  private final RunFolder run;
  private final PrintStream out;
  private final PrintStream err;

  ServiceControl(Setup setup, PrintStream out, PrintStream err) {
    this.setup = setup;
    this.run = setup.run();
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status. */
  int run(Action.Service service) throws LaunchException, IOException, InterruptedException {
    return switch (service.verb()) {
      case STATUS -> status();
      case STOP -> stop();
      case START -> start(service);
      case RESTART -> {
        int stopped = stop();
        yield stopped == Main.OK ? start(service) : stopped;
      }
    };
  }

  private int start(Action.Service service)
      throws LaunchException, IOException, InterruptedException {
    return new DaemonStart(setup.home(), run, out).start(service.options());
  }

  private int status() throws IOException {
    try {
      RunFolder.State state = run.state();
      return switch (state) {
        case NONE -> say("Baton is not running (run folder %s)".formatted(run.folder()), STOPPED);
        case DEAD ->
            say(
                "Baton is not running; process %s has ended without cleaning up (run folder %s)"
                    .formatted(number(), run.folder()),
                DEAD);
        case ALIVE -> alive();
      };
    } catch (LaunchException e) {
      err.println("baton: " + e.getMessage());
      return UNKNOWN;
    }
  }

  private int alive() throws IOException {
    Optional<String> about = ask(run, Request.Action.STATUS);
    return about.isPresent()
        ? say(
            "%s is running (run folder %s)%s"
                .formatted(firstLine(about.get()), run.folder(), otherLines(about.get())),
            Main.OK)
        : say(
            "Baton is there, process %s, and does not answer: it is starting or stopping, or hangs (log: %s)"
                .formatted(number(), run.logs()),
            UNKNOWN);
  }

  private static String firstLine(String about) {
    return about.lines().findFirst().orElse("");
  }

  /** The lines after the first of what a node says of itself, each after an end of line. */
  static String otherLines(String about) {
    return about.lines().skip(1).map(line -> "\n" + line).collect(Collectors.joining());
  }

  private int say(String text, int status) {
    out.println(text);
    return status;
  }

  private String number() throws IOException {
    OptionalLong pid = run.pid();
    return pid.isPresent() ? String.valueOf(pid.getAsLong()) : "unknown";
  }

  /** Asks the node; empty if it does not answer. */
  static Optional<String> ask(RunFolder run, Request.Action what) {
    var answer = new ByteArrayOutputStream();
    try (AttachClient client = AttachClient.connect(run.socket(), Request.of(what))) {
      client.follow(InputStream.nullInputStream(), answer, answer);
    } catch (AttachClient.RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException _) {
      if (what != Request.Action.STOP) {
        return Optional.empty();
      }
      // it may have stopped before it could answer, which the caller sees
    }
    return Optional.of(answer.toString(StandardCharsets.UTF_8));
  }

  private int stop() throws LaunchException, IOException, InterruptedException {
    RunFolder.State state = run.state();
    if (state == RunFolder.State.NONE) {
      return say("Baton is not running (run folder %s)".formatted(run.folder()), Main.OK);
    }
    if (state == RunFolder.State.DEAD) {
      String number = number();
      try (RunFolder.Claim claim = run.claim()) {
        claim.clear();
      }
      return say(
          "Baton is not running; what process %s has left behind is removed".formatted(number),
          Main.OK);
    }
    OptionalLong pid = run.pid();
    Optional<ProcessHandle> process = pid.isPresent() ? process(pid.getAsLong()) : Optional.empty();
    if (ask(run, Request.Action.STATUS).isPresent()) {
      var _ = ask(run, Request.Action.STOP);
    } else {
      process.ifPresent(ProcessHandle::destroy); // it may hang, or be starting
    }
    return awaitEnd(process);
  }

  private int awaitEnd(Optional<ProcessHandle> process)
      throws LaunchException, IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_AT_STOP.toNanos();
    while (run.state() == RunFolder.State.ALIVE
        || process.map(ProcessHandle::isAlive).orElse(false)) {
      if (System.nanoTime() - end > 0) {
        String number = number();
        err.println(
            "baton: process %s has not ended within %d s; see %s, then: kill -QUIT %s (prints what its threads do), kill -9 %s (ends it; what was loaded stays)"
                .formatted(number, PATIENCE_AT_STOP.toSeconds(), run.logs(), number, number));
        return Main.FAILED;
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
    }
    return say("Baton has stopped", Main.OK);
  }

  /**
   * The process of the node, if it is sure that it is that: the lock says that one is there, and
   * one that got the number later began later than the file was written.
   */
  private Optional<ProcessHandle> process(long pid) throws IOException {
    Instant written = Files.getLastModifiedTime(run.pidFile()).toInstant();
    return ProcessHandle.of(pid)
        .filter(process ->
            process
                .info()
                .startInstant()
                .map(start -> start.isBefore(written.plus(INACCURACY)))
                .orElse(false));
  }

  /** Waits for a moment. */
  static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
