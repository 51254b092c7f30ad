package io.baton.bench.system;

import io.baton.bench.plain.BareStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the distribution is started, and the same bundles without it; neither keeps anything. */
public enum Start {
  /** On a terminal, which {@code script} is. */
  PROMPT("baton> ", "shell-jline"),
  /** A program for the shell loads a module and asks its server. */
  REQUEST("Allocated", "shell-plain");

  private final String expected;
  private final String shell;

  Start(String expected, String shell) {
    this.expected = expected;
    this.shell = shell;
  }

  /** What is printed when it is done. */
  public String expected() {
    return expected;
  }

  /** With the distribution's own start script. */
  public List<String> ofBaton() throws IOException {
    Path home = Peers.distribution().toAbsolutePath();
    List<String> words =
        new ArrayList<>(List.of("env", "BATON_STORAGE=none", home.resolve("bin/baton").toString()));
    if (this == REQUEST) {
      words.addAll(List.of("-c", request(home)));
    }
    return onTerminal(words);
  }

  /** In a JVM with the options without which the bundles do not work. */
  public List<String> ofBundles() throws IOException {
    Path home = Peers.distribution().toAbsolutePath();
    List<String> words = new ArrayList<>(List.of(Peers.jvm()));
    words.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
            "-Dorg.jline.terminal.providers=jni,ffm,exec",
            "-Dbaton.home=" + home,
            "-cp",
            Peers.jar(),
            BareStart.class.getName(),
            home.toString(),
            shell));
    if (this == REQUEST) {
      words.add(request(home));
    }
    return onTerminal(words);
  }

  private static String request(Path home) {
    return "code:load_abs '%s'; frequency:start; frequency:allocate"
        .formatted(home.resolve("modules/frequency-1.0.0.jar"));
  }

  /** Only a shell with a terminal has a prompt, and only a terminal of some size shows it. */
  private List<String> onTerminal(List<String> words) {
    if (this == REQUEST) {
      return words;
    }
    String line = words.stream().map("'%s'"::formatted).reduce((a, b) -> a + " " + b).orElseThrow();
    return List.of("script", "-qec", "stty cols 80 rows 24; exec " + line, "/dev/null");
  }
}
