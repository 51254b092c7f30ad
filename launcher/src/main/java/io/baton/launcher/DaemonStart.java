package io.baton.launcher;

import io.baton.launcher.attach.Request;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Starts Baton as a process of its own, and waits until it is ready. */
final class DaemonStart {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SHOWN_LINES = 20;

  /** Of a log, so much is read to show its end. */
  private static final int READ_BYTES = 16 * 1024;

  private final Home home;
  private final RunFolder run;
  private final PrintStream out;

  DaemonStart(Home home, RunFolder run, PrintStream out) {
    this.home = home;
    this.run = run;
    this.out = out;
  }

  /** Returns the exit status: 0 also if it runs already. */
  int start(List<String> options) throws LaunchException, IOException, InterruptedException {
    try {
      run.claim().close(); // a folder that cannot be had is said here
    } catch (RunFolder.AlreadyRunning e) {
      out.println(e.getMessage());
      return Main.OK;
    }
    Path jvm = run.logs().resolve(LogFiles.JVM);
    Path log = run.logs().resolve(LogFiles.NEWEST);
    if (Files.exists(jvm) && Files.size(jvm) > 0) {
      Files.move(jvm, run.logs().resolve("jvm.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(command(options))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(jvm.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(jvm.toFile()))
            .start();
    return awaitReady(process, before);
  }

  private int awaitReady(Process process, long before) throws LaunchException, IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      boolean isAlive = process.isAlive();
      Optional<String> about =
          Files.exists(run.socket()) && isThis(process)
              ? ServiceControl.ask(run, Request.Action.STATUS)
              : Optional.empty();
      if (about.isPresent()) {
        out.println(
            "Baton runs, process %d; attach to it with baton attach (log: %s)%s"
                .formatted(
                    process.pid(),
                    run.logs().resolve(LogFiles.NEWEST),
                    ServiceControl.otherLines(about.get())));
        return Main.OK;
      }
      if (!isAlive) {
        throw new LaunchException(
            "Baton has not started, and its process has ended with status %d; the end of its log (%s):%s"
                .formatted(process.exitValue(), run.logs(), ends(before)));
      }
      ServiceControl.pause();
    }
    throw new LaunchException(
        "process %d is not ready within %d s, and goes on starting; the end of its log (%s):%s"
            .formatted(process.pid(), PATIENCE.toSeconds(), run.logs(), ends(before)));
  }

  private boolean isThis(Process process) throws IOException {
    OptionalLong pid = run.pid();
    return pid.isPresent() && pid.getAsLong() == process.pid();
  }

  /** The command, in a session of its own where there is the program for that. */
  private List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(isOnPath("setsid") ? "setsid" : "nohup");
    command.add(home.script().toString());
    command.addAll(List.of("--run", run.folder().toString(), "--log", run.logs().toString()));
    command.addAll(options);
    command.add("foreground");
    return command;
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The last lines of this start. */
  private String ends(long before) throws IOException {
    List<String> lines = new ArrayList<>(end(run.logs().resolve(LogFiles.NEWEST), before));
    lines.addAll(end(run.logs().resolve(LogFiles.JVM), 0));
    int from = Math.max(0, lines.size() - SHOWN_LINES);
    return lines.isEmpty()
        ? " it is empty"
        : "\n  " + String.join("\n  ", lines.subList(from, lines.size()));
  }

  private static List<String> end(Path file, long before) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(Math.min(before, log.length()), log.length() - READ_BYTES);
      log.seek(start);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
