package io.baton.scenarios;

import io.baton.scenarios.language.Scenario;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** An Erlang node for each call. */
final class Erlang implements Peer {
  private static final List<String> PROGRAMS = List.of("scenarios", "stage", "puppets");

  private final Home home;
  private final int lanes;

  /**
   * Nothing has started yet.
   *
   * @param lanes how many scenarios are played at the same time
   */
  Erlang(Home home, int lanes) {
    this.home = home;
    this.lanes = lanes;
  }

  /** Whether there is an Erlang, with its compiler, on the path. */
  static boolean isHere() {
    return isHere("erl") && isHere("erlc");
  }

  private static boolean isHere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Such as {@code Erlang/OTP 25, ERTS 13.1.5}. */
  static String version() throws IOException {
    String ask =
        "io:format(\"Erlang/OTP ~s, ERTS ~s\", [erlang:system_info(otp_release),"
            + " erlang:system_info(version)]), halt().";
    try (BufferedReader out =
        start(List.of("erl", "-noshell", "-eval", ask), ProcessBuilder.Redirect.DISCARD)
            .inputReader(StandardCharsets.UTF_8)) {
      return String.valueOf(out.readLine());
    }
  }

  @Override
  public void play(List<Scenario> scenarios, BiConsumer<Scenario, List<String>> played)
      throws IOException, InterruptedException {
    compile();
    Path folder = Home.temporary();
    try {
      Path names = write(scenarios, folder);
      play(scenarios, played, folder, names);
    } finally {
      Home.delete(folder);
    }
  }

  private void play(
      List<Scenario> scenarios, BiConsumer<Scenario, List<String>> played, Path folder, Path names)
      throws IOException, InterruptedException {
    Path log = home.target().resolve("erlang.log");
    Process node = start(command(folder, names), ProcessBuilder.Redirect.to(log.toFile()));
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
      for (Scenario scenario : scenarios) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < scenario.steps().size()) {
          String line = out.readLine();
          if (line == null) {
            throw new IOException("Erlang has ended too early; see " + log);
          }
          lines.add(line);
        }
        played.accept(scenario, lines);
      }
    } finally {
      node.destroy();
      node.waitFor();
    }
  }

  private List<String> command(Path folder, Path names) {
    return List.of(
        "erl",
        "-noshell",
        "-noinput",
        "-pa",
        ebin().toString(),
        "-run",
        "scenarios",
        "main",
        String.valueOf(lanes),
        home.erlang().resolve("puppet.erl").toString(),
        folder.toString(),
        names.toString());
  }

  private static Path write(List<Scenario> scenarios, Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Path file = folder.resolve(names.size() + ".scenario");
      Files.writeString(file, scenario.text());
      names.add(file.toString());
    }
    return Files.write(folder.resolve("names"), names);
  }

  private Path ebin() {
    return home.target().resolve("ebin");
  }

  private void compile() throws IOException, InterruptedException {
    Files.createDirectories(ebin());
    List<String> stale = new ArrayList<>();
    for (String program : PROGRAMS) {
      Path source = home.erlang().resolve(program + ".erl");
      Path object = ebin().resolve(program + ".beam");
      if (!Files.exists(object)
          || Files.getLastModifiedTime(object).compareTo(Files.getLastModifiedTime(source)) < 0) {
        stale.add(source.toString());
      }
    }
    if (!stale.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("erlc", "-o", ebin().toString()));
      command.addAll(stale);
      Process compiler = start(command, ProcessBuilder.Redirect.INHERIT);
      String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (compiler.waitFor() != 0) {
        throw new IOException("erlc failed: " + said);
      }
    }
  }

  private static Process start(List<String> command, ProcessBuilder.Redirect errors)
      throws IOException {
    return new ProcessBuilder(command).redirectError(errors).start();
  }
}
