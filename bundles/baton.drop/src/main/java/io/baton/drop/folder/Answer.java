package io.baton.drop.folder;

import io.baton.spi.Log;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The answer to a program that has put a file into the folder and asks what became of it: a build.
 * The program first makes an empty file {@code .NAME.jar.ask}. It is deleted when the jar is taken
 * up, and the answer is in {@code .NAME.jar.answer} when the jar is loaded or refused. Without the
 * question nothing is written.
 */
final class Answer {
  private static final Log LOG = Log.of("io.baton.drop");

  private static final String ASK = ".ask";
  private static final String ANSWER = ".answer";

  private Answer() {}

  /**
   * Takes up the question about a file: returns whether there was one. A question that is newer
   * than the file is about the next one.
   */
  static boolean isAsked(Path jar) {
    Path ask = hidden(jar, ASK);
    try {
      return Files.isRegularFile(ask, LinkOption.NOFOLLOW_LINKS)
          && Files.getLastModifiedTime(ask).compareTo(Files.getLastModifiedTime(jar)) <= 0
          && Files.deleteIfExists(ask);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no answer about %s: %s".formatted(jar, ThrownText.describe(e)));
      return false;
    }
  }

  /** Answers. The text is there as a whole or not at all; an earlier one is replaced. */
  static void write(Path jar, String text) {
    Path begun = hidden(jar, ANSWER + ".new");
    try {
      Files.deleteIfExists(begun);
      Files.writeString(begun, text + "\n");
      Files.move(begun, hidden(jar, ANSWER), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no answer about %s: %s".formatted(jar, ThrownText.describe(e)));
    }
  }

  private static Path hidden(Path jar, String suffix) {
    return jar.resolveSibling("." + jar.getFileName() + suffix);
  }
}
