package io.baton.check;

import io.baton.embedded.Baton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program: holds the jar of a module against its released versions, and writes a report. Starts
 * Baton, really loads the versions, and compares what they declare.
 *
 * <p>It ends with 0 if the upgrade is possible, 1 if it would be refused, 2 if it could not be
 * checked.
 */
public final class UpgradeCheck {
  /** Exit status if the upgrade would be refused. */
  static final int REFUSED = 1;

  /** Exit status if nothing could be checked. */
  static final int UNCHECKED = 2;

  private final Arguments arguments;
  private final Report report = new Report();

  private UpgradeCheck(Arguments arguments) {
    this.arguments = arguments;
  }

  /**
   * Runs the check and ends the JVM.
   *
   * @param arguments {@code --built FILE --report FILE}, {@code --released VERSION=FILE} for each
   *     released version, {@code --library FILE} for each bundle that the module may be wired to
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  /** Runs the check, and returns the exit status. */
  static int run(List<String> arguments) {
    try {
      return new UpgradeCheck(Arguments.of(arguments)).run();
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return UNCHECKED;
    }
  }

  private int run() throws IOException {
    try (Baton baton = Baton.start()) {
      report.section("the jar " + arguments.built().getFileName());
      List<Finding> missing = Libraries.install(baton.context(), arguments.libraries());
      if (!missing.isEmpty()) {
        report.add(missing);
      }
      report.add(Obstacles.in(arguments.built(), JarClasses.of(arguments.built())));
      check(new Upgrades(baton));
    }
    Path folder = arguments.report().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(arguments.report(), report.lines(), StandardCharsets.UTF_8);
    return report.isRefused() ? REFUSED : 0;
  }

  private void check(Upgrades upgrades) {
    Path built = arguments.built();
    if (arguments.released().isEmpty()) {
      report.section("a load, without another version");
      report.add(upgrades.load(built, "the built version"));
    }
    for (Map.Entry<String, Path> released : arguments.released().entrySet()) {
      Upgrades.Way way =
          new Upgrades.Way(
              released.getValue(),
              "the released version " + released.getKey(),
              built,
              "the built version");
      report.section("up, from %s to %s".formatted(way.fromLabel(), way.toLabel()));
      report.add(upgrades.up(way));
      report.section("down, from %s to %s".formatted(way.toLabel(), way.fromLabel()));
      report.add(upgrades.down(way.back()));
    }
  }
}
