package io.baton.bench.system;

import io.baton.bench.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Erlang of this machine. It compiles its programs itself, once in each run of ours. Used by the
 * one thread that measures.
 */
public final class Erlang {
  /** The one that is found by its name. */
  public static final Erlang ON_PATH = new Erlang("erl");

  private static final Path EBIN = Path.of("bench", "target", "ebin").toAbsolutePath();
  private static final String VERSION =
      "io:format(\"~s, ERTS ~s\", [erlang:system_info(otp_release), erlang:system_info(version)]),"
          + " halt().";
  private static final Pattern SAID = Pattern.compile("(\\w+), ERTS [\\w.]+");

  private final String command;
  private Optional<String> version = Optional.empty();
  private boolean compiled;

  private Erlang(String command) {
    this.command = command;
  }

  /**
   * Further ones.
   *
   * @param commands programs that take the arguments of {@code erl}, and see this checkout under
   *     the same name
   * @throws IllegalArgumentException if one is no Erlang, or two are of the same release: each has
   *     a column with the name of its release
   */
  public static List<Erlang> further(List<String> commands) {
    Map<String, Erlang> byName = new LinkedHashMap<>();
    for (String command : commands) {
      var erlang = new Erlang(command);
      if (!erlang.isThere()) {
        throw new IllegalArgumentException("%s does not answer as an erl does".formatted(command));
      }
      Erlang other = byName.putIfAbsent(erlang.name(), erlang);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s are both %s".formatted(other.command, command, erlang.name()));
      }
    }
    return List.copyOf(byName.values());
  }

  /** The head of its column, if it is not the one that is found by its name. */
  public String name() {
    return "Erlang " + version.orElse("").replaceFirst(",.*", "");
  }

  /** Its release and version, or that it is not there. */
  public String description() {
    return isThere() ? "Erlang/OTP " + version.orElseThrow() : "no Erlang";
  }

  /** Whether it runs at all. */
  private boolean isThere() {
    if (version.isEmpty()) {
      version = ask();
    }
    return version.isPresent();
  }

  private Optional<String> ask() {
    try {
      Process erl = new ProcessBuilder(command, "-noinput", "-eval", VERSION).start();
      String said = new String(erl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return erl.waitFor() == 0 && SAID.matcher(said).matches()
          ? Optional.of(said)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** How a program of {@code bench/erlang} is started: its {@code main/1} does everything. */
  public List<String> words(String module, List<String> arguments)
      throws IOException, SourceException, InterruptedException {
    if (!isThere()) {
      throw SourceException.missing("Erlang");
    }
    Path ebin = EBIN.resolve(name().replace(' ', '-'));
    compile(ebin);
    List<String> words = new ArrayList<>(List.of(command, "+P", "4000000", "-noinput"));
    words.addAll(List.of("-pa", ebin.toString(), "-run", module, "main"));
    words.addAll(arguments);
    return words;
  }

  private void compile(Path ebin) throws IOException, InterruptedException {
    if (compiled) {
      return;
    }
    Files.createDirectories(ebin);
    String program =
        """
        lists:foreach(fun(File) -> {ok, _} = compile:file(File, [report, {outdir, "%s"}]) end,
                      filelib:wildcard("bench/erlang/*.erl")),
        halt().
        """
            .formatted(ebin);
    var erl = new ProcessBuilder(command, "-noinput", "-eval", program).inheritIO();
    if (erl.start().waitFor() != 0) {
      throw new IOException("the Erlang programs do not compile");
    }
    compiled = true;
  }
}
