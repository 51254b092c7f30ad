package io.baton.bench.driver;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;

import io.baton.api.code.Code;
import io.baton.api.code.LoadResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long until many servers that wait have each handled a message in a version that is loaded
 * now; the same as {@code erlang/switches.erl}. Their states are records, and cross by their
 * structure. Prints a line for each measurement: name, tab, microseconds.
 */
public final class SwitchDriver {
  private static final int ROUNDS = 6;
  private static final int WARM_UP = 20_000;

  private final Code code;

  /** For the module {@code state}, whose versions are in the driver's bundle. */
  SwitchDriver(Code code) {
    this.code = code;
  }

  /** Measures with so many servers. */
  public void switches(int servers) throws IOException {
    Path folder = Files.createTempDirectory("baton-bench");
    List<Path> versions = new ArrayList<>();
    for (String name : List.of("state-1.jar", "state-2.jar")) {
      try (InputStream jar = SwitchDriver.class.getResourceAsStream("/" + name)) {
        Files.copy(jar, folder.resolve(name));
        versions.add(folder.resolve(name));
      }
    }
    load(versions.getFirst());
    inProcess(WARM_UP, versions, true);
    inProcess(servers, versions, false);
    for (Path version : versions) {
      Files.delete(version);
    }
    Files.delete(folder);
  }

  private void inProcess(int servers, List<Path> versions, boolean quiet) {
    Pid test = self();
    spawn(() -> {
      measure(servers, versions, quiet);
      send(test, "done");
    });
    receive(String.class);
  }

  private void measure(int servers, List<Path> versions, boolean quiet) {
    List<Pid> pids = new ArrayList<>(servers);
    for (int i = 0; i < servers; i++) {
      pids.add(((Started.Ok) Servers.start("state", i)).pid());
    }
    for (int round = 0; round < ROUNDS; round++) {
      int version = 2 - round % 2;
      var _ = code.purge("state");
      long start = System.nanoTime();
      load(versions.get(version - 1));
      pids.forEach(pid -> send(pid, self()));
      pids.forEach(_ -> receive(Integer.class, answer -> answer == version));
      long end = System.nanoTime();
      if (!quiet) {
        System.out.printf("switch\t%d%n", (end - start) / 1_000);
      }
    }
    pids.forEach(pid -> exit(pid, ExitReason.KILL));
  }

  private void load(Path version) {
    LoadResult result = code.loadFile(version);
    if (!(result instanceof LoadResult.Loaded)) {
      throw new IllegalStateException(result.toString());
    }
  }
}
