package io.baton.checks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checks a folder that was staged: {@code FOLDER}, or {@code --release FOLDER}. */
final class Main {
  private Main() {}

  static void main(String[] args) throws IOException {
    boolean isRelease = args.length == 2 && args[0].equals("--release");
    if (args.length != (isRelease ? 2 : 1)) {
      System.err.println("Usage: [--release] FOLDER");
      System.exit(2);
    }

    List<String> problems =
        new Staged(Path.of(args[args.length - 1]).toAbsolutePath(), isRelease).problems();

    problems.forEach(System.err::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }
}
