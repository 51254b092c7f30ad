package io.baton.shell;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Pid;
import io.baton.spi.ShellSessions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandSession;

/** Versions, processes and sessions to talk about. */
final class Fixture {
  static final ModuleVersion V1 = version("1.0.0", 1);
  static final ModuleVersion V2 = version("2.0.0", 2);

  private Fixture() {}

  static ModuleVersion version(String version, long number) {
    return new ModuleVersion(
        "frequency", version, number, "file:/f-" + version + ".jar", Instant.EPOCH);
  }

  /** A pid that prints as one. */
  record Numbered(long number) implements Pid {
    @Override
    public String toString() {
      return "<" + number + ">";
    }
  }

  static Lingering process(long number, String name) {
    return new Lingering(
        V1,
        Optional.of(new Numbered(number)),
        name,
        Instant.EPOCH,
        "m.Frequency.loop(Frequency.java@1.0.0#1:7)",
        "receive Request",
        Optional.empty());
  }

  /** A process that cannot leave the old version. */
  static Lingering refused(long number, String why) {
    Lingering one = process(number, "");
    return new Lingering(
        one.version(), one.pid(), "", one.since(), one.where(), one.waitsFor(), Optional.of(why));
  }

  static Lingering thread(String name) {
    return new Lingering(
        V1, Optional.empty(), name, Instant.EPOCH, "m.Frequency.run", "running", Optional.empty());
  }

  /** Output of a session. */
  static final class Console {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CommandSession session() {
      var console = new PrintStream(out, true, StandardCharsets.UTF_8);
      return Stub.of(
          CommandSession.class,
          Map.of("getConsole", _ -> console, "currentDir", _ -> Path.of("/home")));
    }

    @Override
    public String toString() {
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  /** Sessions that run bodies where they are. */
  static ShellSessions sessions() {
    return Stub.of(
        ShellSessions.class,
        Map.of(
            "runAs",
            arguments -> {
              try {
                return ((Callable<?>) arguments.get(1)).call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }));
  }
}
