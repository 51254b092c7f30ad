package io.baton.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The program: {@code run …} and {@code random …}. */
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private Main() {}

  /**
   * Ends the JVM with 0 if all is well, 1 if there is a difference, and 2 if it was called wrongly.
   *
   * @param arguments the first says which program
   */
  public static void main(String[] arguments) {
    System.exit(status(List.of(arguments)));
  }

  private static int status(List<String> arguments) {
    Home home = Home.find();
    try {
      logTo(home.target().resolve("scenarios.log"));
      List<String> rest = arguments.subList(1, arguments.size());
      return arguments.getFirst().equals("random") ? random(home, rest) : run(home, rest);
    } catch (IOException e) {
      System.err.println("scenarios: " + e.getMessage());
      return MISUSED;
    } catch (InterruptedException _) {
      return FAILED;
    }
  }

  /** What a scenario provokes is no news; it must not be among the transcripts. */
  static void logTo(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    LogManager.getLogManager().reset();
    FileHandler handler = new FileHandler(file.toString());
    handler.setFormatter(new SimpleFormatter());
    Logger.getLogger("").addHandler(handler);
  }

  private static int run(Home home, List<String> arguments)
      throws IOException, InterruptedException {
    Run.Mode mode = Run.Mode.BATON;
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      switch (argument) {
        case "-h", "--help" -> {
          return usage(System.out, "run", OK);
        }
        case "--erlang" -> mode = Run.Mode.ERLANG;
        case "--compare" -> mode = Run.Mode.COMPARE;
        case "--record" -> mode = Run.Mode.RECORD;
        default -> {
          if (argument.startsWith("-")) {
            System.err.println("unknown option " + argument);
            return usage(System.err, "run", MISUSED);
          }
          files.add(Path.of(argument));
        }
      }
    }
    if (files.isEmpty()) {
      System.err.println("expected at least one file");
      return usage(System.err, "run", MISUSED);
    }
    return new Run(home, System.out, System.err).run(mode, files);
  }

  static int usage(PrintStream to, String program, int status) throws IOException {
    try (InputStream text = Main.class.getResourceAsStream(program + ".txt")) {
      to.print(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
    return status;
  }

  private static int random(Home home, List<String> arguments)
      throws IOException, InterruptedException {
    int count = 50;
    int lanes = 16;
    long seed = 1;
    RandomRun.Options.What what = RandomRun.Options.What.COMPARE;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--show" -> what = RandomRun.Options.What.SHOW;
        case "--record" -> what = RandomRun.Options.What.RECORD;
        case "--count" -> count = number(arguments, ++i);
        case "--seed" -> seed = number(arguments, ++i);
        case "--lanes" -> lanes = number(arguments, ++i);
        case "-h", "--help" -> {
          return usage(System.out, "random", OK);
        }
        default -> {
          System.err.println("unknown word " + arguments.get(i));
          return usage(System.err, "random", MISUSED);
        }
      }
    }
    if (count < 1 || seed < 1 || lanes < 1) {
      System.err.println("--count, --seed and --lanes expect a number from 1 up");
      return MISUSED;
    }
    var options = new RandomRun.Options(count, seed, lanes, what);
    return new RandomRun(home, options, System.out, System.err).run();
  }

  /** 0 if it is none. */
  private static int number(List<String> arguments, int at) {
    return at < arguments.size() && arguments.get(at).matches("[0-9]{1,9}")
        ? Integer.parseInt(arguments.get(at))
        : 0;
  }
}
