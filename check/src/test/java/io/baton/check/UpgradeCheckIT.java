package io.baton.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, with versions that are really loaded. */
class UpgradeCheckIT {
  @TempDir Path folder;
  private String report = "";

  private static String counter(String state, String functions, String methods) {
    return """
    interface Counter {
      Next loop(State state);
      %2$s
    }
    record State(%1$s) {}
    @Component(service = Counter.class) @Module("m")
    public final class M implements Counter {
      public Next loop(State state) { return Processes.stop(); }
      %3$s
    }
    """
        .formatted(state, functions, methods);
  }

  private Path version(String version, String source) throws Exception {
    return SourceModule.write(folder, version, source);
  }

  private int check(Path built, String... more) throws Exception {
    Path file = folder.resolve("out/report.txt");
    List<String> arguments =
        new ArrayList<>(List.of("--built", built.toString(), "--report", file.toString()));
    arguments.addAll(List.of(more));
    int status = UpgradeCheck.run(arguments);
    report = Files.readString(file);
    return status;
  }

  private static String released(String version, Path file) {
    return version + "=" + file;
  }

  private static Path jarOf(String artifact) throws Exception {
    for (URL manifest :
        Collections.list(
            UpgradeCheckIT.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      if (manifest.toString().contains("/" + artifact)) {
        return Path.of(
            URI.create(manifest.getPath().substring(0, manifest.getPath().indexOf('!'))));
      }
    }
    throw new AssertionError(artifact + " is not on the class path");
  }

  @AfterEach
  void clear() {
    System.getProperties().remove("io.baton.check.kept");
  }

  @Test
  void upgradeOfTheExampleIsPossible() throws Exception {
    int status =
        check(jarOf("frequency-2.0"), "--released", released("1.0.0", jarOf("frequency-1.0")));

    assertThat(status).as(report).isZero();
    assertThat(report)
        .contains("up, from the released version 1.0.0 to the built version")
        .contains("note: the function inject(List<Integer>) -> Reply is new")
        .contains("down, from the built version to the released version 1.0.0")
        .contains("Inject is not there any more")
        .contains("after the way back its callers get an UndefinedFunctionException")
        .contains("the upgrade is possible: errors 0, warnings 0");
  }

  @Test
  void stateThatDoesNotCrossRefusesTheUpgrade() throws Exception {
    Path one = version("1.0.0", counter("int count, String owner", "", ""));
    Path two = version("2.0.0", counter("int count", "", ""));

    int status = check(two, "--released", released("1.0.0", one));

    assertThat(status).as(report).isEqualTo(UpgradeCheck.REFUSED);
    assertThat(report)
        .contains("error: m/M.java:")
        .contains("State.owner does not cross: it would be lost")
        .contains("the upgrade would be refused: errors 1");
  }

  @Test
  void wayBackIsOnlyReported() throws Exception {
    Path one = version("1.0.0", counter("int count", "", ""));
    Path two =
        version(
            "2.0.0",
            counter("int count, @io.baton.api.handover.Default(\"none\") String owner", "", ""));

    int status = check(two, "--released", released("1.0.0", one));

    assertThat(status).as(report).isZero();
    assertThat(report)
        .contains("note: m/M.java:10: State.owner is new and has a default: \"none\"")
        .contains("warning: m/M.java:10: State.owner does not cross");
  }

  @Test
  void loopThatIsNotExportedAnyMoreRefusesTheUpgrade() throws Exception {
    Path one = version("1.0.0", counter("int count", "Next other(State state);", OTHER));
    Path two = version("2.0.0", counter("int count", "", ""));

    int status = check(two, "--released", released("1.0.0", one));

    assertThat(status).as(report).isEqualTo(UpgradeCheck.REFUSED);
    assertThat(report)
        .contains("error: m/M.java: m:other/1 does not cross: m 2.0.0 does not export it")
        .contains("warning: m/M.java: the function other(State) -> Next is gone");
  }

  private static final String OTHER = "public Next other(State state) { return Processes.stop(); }";

  @Test
  void versionThatCannotStartRefusesTheUpgrade() throws Exception {
    Path one = version("1.0.0", counter("int count", "", ""));
    Path two =
        version(
            "2.0.0",
            counter("int count", "", "public M() { throw new IllegalStateException(\"no\"); }"));

    int status = check(two, "--released", released("1.0.0", one));

    assertThat(status).as(report).isEqualTo(UpgradeCheck.REFUSED);
    assertThat(report).contains("error: the built version cannot be loaded (").contains(": no");
  }

  @Test
  void versionThatStaysInMemoryIsAWarningWithItsHolder() throws Exception {
    Path one =
        version(
            "1.0.0",
            counter(
                "int count",
                "",
                "public M() { System.getProperties().put(\"io.baton.check.kept\", this); }"));
    Path two = version("2.0.0", counter("int count", "", ""));

    int status = check(two, "--released", released("1.0.0", one));

    assertThat(status).as(report).isZero();
    assertThat(report)
        .contains("warning: m 1.0.0 stays in memory after its purge, held by:")
        .contains("java.util.Properties");
  }

  @Test
  void obstaclesInTheJarAreWarnings() throws Exception {
    Path one = version("1.0.0", counter("int count", "", "native int count();"));

    int status = check(one);

    assertThat(status).as(report).isZero();
    assertThat(report)
        .contains("warning: m/M.java: the method count is native")
        .contains("a load, without another version");
  }

  @Test
  void bundlesThatTheModuleNeedsAreInstalled() throws Exception {
    Path library = SourceModule.library(folder);
    Path module =
        SourceModule.importingLibrary(
            folder,
            "1.0.0",
            counter(
                "int count",
                "",
                """
                public M() throws Exception {
                  Class.forName("lib.M", true, M.class.getClassLoader());
                }
                """));

    assertThat(check(module)).as(report).isEqualTo(UpgradeCheck.REFUSED);
    assertThat(check(module, "--library", library.toString())).as(report).isZero();
  }

  @Test
  void whatIsNoModuleIsRefused() throws Exception {
    URL own = UpgradeCheck.class.getProtectionDomain().getCodeSource().getLocation();
    Path jar = Path.of(own.toURI());

    assertThat(check(jar)).isEqualTo(UpgradeCheck.REFUSED);
    assertThat(report).contains("error: the built version cannot be loaded (badfile)");
  }

  @Test
  void wrongArgumentsAreNoRefusal() {
    assertThat(UpgradeCheck.run(List.of("--what"))).isEqualTo(UpgradeCheck.UNCHECKED);
  }
}
