package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills Baton at any moment of its operations, and starts it again in the same storage. What was
 * acknowledged is there; of what was under way there is all or nothing; what was only prepared or
 * checked is never current. {@code launcher/cuts} does so more often.
 */
class CutIT {
  private static final int ROUNDS = Integer.getInteger("baton.cuts.rounds", 4);
  private static final int OPERATIONS = 6;
  private static final long LONGEST_NANOS = 60_000_000;
  private static final List<String> FIVE = List.of("m1", "m2", "m3", "m4", "m5");
  private static final List<String> MODULES =
      List.of("counter", "frequency", "m1", "m2", "m3", "m4", "m5");
  private static final List<String> VERSIONS = List.of("1.0.0", "2.0.0");
  private static final String NAME = "(" + String.join("|", MODULES) + ")";
  private static final Pattern LINE = Pattern.compile(NAME + " +([\\d.]+|-) .*");
  private static final Pattern BUNDLE = Pattern.compile(".*\\|" + NAME + " \\(([\\d.]+)\\).*");

  @TempDir Path folder;

  private final long seed = Long.getLong("baton.cuts.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** What may be current now: one of these. */
  private Set<Map<String, String>> possible = Set.of(Map.of());

  /**
   * An operation.
   *
   * @param commands typed into the shell
   * @param effect what it makes current; a version of {@code -} is none
   */
  private record Operation(List<String> commands, Map<String, String> effect) {
    Map<String, String> after(Map<String, String> before) {
      Map<String, String> after = new TreeMap<>(before);
      after.putAll(effect);
      after.values().removeIf("-"::equals);
      return after;
    }
  }

  private Operation any() {
    String module = MODULES.get(random.nextInt(MODULES.size()));
    String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
    Path file = file(module, version);
    return switch (random.nextInt(6)) {
      case 0 -> new Operation(List.of("code:check " + file), Map.of());
      case 1 -> new Operation(List.of("code:purge " + module), Map.of());
      case 2 ->
          new Operation(
              List.of("code:purge " + module, "code:delete " + module), Map.of(module, "-"));
      case 3 -> allFive(version);
      default ->
          new Operation(
              List.of("code:purge " + module, "code:load_abs " + file), Map.of(module, version));
    };
  }

  private Operation allFive(String version) {
    List<String> commands = new ArrayList<>();
    Map<String, String> effect = new TreeMap<>();
    var load = new StringBuilder("code:atomic_load");
    for (String module : FIVE) {
      commands.add("code:purge " + module);
      load.append(" %s=%s".formatted(module, file(module, version)));
      effect.put(module, version);
    }
    commands.add(load.toString());
    return new Operation(commands, effect);
  }

  private Path file(String module, String version) {
    Path modules =
        FIVE.contains(module) ? folder : new Distribution(folder).home().resolve("modules");
    return modules.resolve("%s-%s.jar".formatted(module, version));
  }

  /** Modules that are there only to be loaded. */
  private void writeFive() throws Exception {
    Map<String, String> sources =
        Map.of(
            "five.Five",
            "package five; public interface Five { int five(); }",
            "five.FiveModule",
            "package five; public final class FiveModule implements Five { public int five() {"
                + " return 5; } }");
    for (String module : FIVE) {
      for (String version : VERSIONS) {
        new ModuleJar(module, version, sources)
            .jar(
                new ModuleJar.Described("five.FiveModule", "five.Five", ""),
                new Distribution(folder).home())
            .write(file(module, version));
      }
    }
  }

  @Test
  void whateverIsCutOffIsDoneOrNot() throws Exception {
    writeFive();
    for (int round = 0; round < ROUNDS; round++) {
      List<Operation> operations = new ArrayList<>();
      for (int i = 0; i < OPERATIONS; i++) {
        operations.add(any());
      }
      run(round, operations);
    }
    run(ROUNDS, List.of());
  }

  private void run(int round, List<Operation> operations) throws IOException {
    Process baton = new Distribution(folder).start("--storage", "kept");
    try (BufferedReader out = baton.inputReader(StandardCharsets.UTF_8);
        Writer in = baton.outputWriter(StandardCharsets.UTF_8)) {
      in.write("code:status\nlb -s\necho started\n");
      in.flush();
      List<String> lines = readUntil("started", out);
      assertThat(current(lines)).as("round %d, seed %d: %s", round, seed, lines).isIn(possible);
      assertThat(bundles(lines)).as("round %d, seed %d", round, seed).isEqualTo(current(lines));
      possible = Set.of(current(lines));
      for (int i = 0; i < operations.size(); i++) {
        in.write(String.join("\n", operations.get(i).commands()) + "\necho done " + i + "\n");
      }
      in.flush();
      int last = operations.isEmpty() ? -1 : random.nextInt(operations.size());
      int done = last > 0 ? readUntilDone(last - 1, out) : 0;
      LockSupport.parkNanos(operations.isEmpty() ? 0 : random.nextLong(LONGEST_NANOS));
      baton.toHandle().destroyForcibly(); // keeps the streams open, for what was printed before
      done = Math.max(done, readUntilDone(Integer.MAX_VALUE, out));
      follow(operations, done);
    } finally {
      baton.destroyForcibly().onExit().join();
    }
  }

  /** After what was acknowledged, and perhaps the next operation or a part of it. */
  private void follow(List<Operation> operations, int done) {
    Map<String, String> now = possible.iterator().next();
    for (Operation operation : operations.subList(0, done)) {
      now = operation.after(now);
    }
    possible = new LinkedHashSet<>(List.of(now));
    for (Operation next : operations.subList(done, Math.min(operations.size(), done + 2))) {
      now = next.after(now);
      possible.add(now);
    }
  }

  private static List<String> readUntil(String end, BufferedReader out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(end)) {
        return lines;
      }
      lines.add(line);
    }
    throw new AssertionError("baton ended: " + lines);
  }

  /** Reads until an operation is done, or to the end; how many were. */
  private static int readUntilDone(int operation, BufferedReader out) throws IOException {
    int done = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("done ")) {
        done = Integer.parseInt(line.substring("done ".length())) + 1;
        if (done > operation) {
          return done;
        }
      }
    }
    return done;
  }

  private static Map<String, String> current(List<String> lines) {
    Map<String, String> current = new TreeMap<>();
    for (String line : lines) {
      Matcher status = LINE.matcher(line);
      if (status.matches() && !status.group(2).equals("-")) {
        current.put(status.group(1), status.group(2));
      }
    }
    return current;
  }

  /** The bundles of versions that are installed; what is not current must be gone. */
  private static Map<String, String> bundles(List<String> lines) {
    Map<String, String> bundles = new TreeMap<>();
    for (String line : lines) {
      Matcher bundle = BUNDLE.matcher(line);
      if (bundle.matches()) {
        bundles.merge(bundle.group(1), bundle.group(2), (one, other) -> one + " and " + other);
      }
    }
    return bundles;
  }
}
