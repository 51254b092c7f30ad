package io.baton.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A folder that a running Baton watches, see docs/drop.md. With a question beside the file, Baton
 * says what became of it: it deletes the question when it takes the file up, and writes an answer.
 */
final class WatchedFolder {
  private static final long PAUSE_MILLIS = 100;
  private static final String LOADED = "loaded";

  private final Path jar;
  private final Path copy;
  private final Path ask;
  private final Path answer;

  /**
   * A file of the folder.
   *
   * @param name of the file, the same for all versions
   */
  WatchedFolder(Path folder, String name) {
    jar = folder.resolve(name);
    copy = folder.resolve("." + name + ".copy");
    ask = folder.resolve("." + name + ".ask");
    answer = folder.resolve("." + name + ".answer");
  }

  /** What became of a file. */
  sealed interface Answer {}

  /**
   * It is current.
   *
   * @param text what Baton says of it
   */
  record Loaded(String text) implements Answer {}

  /**
   * What was current stays so.
   *
   * @param text why
   */
  record Refused(String text) implements Answer {}

  /** Nobody has taken it up. */
  record Unnoticed() implements Answer {}

  /** It was taken up, and nothing was said of it. */
  record Unanswered() implements Answer {}

  /**
   * Puts a file into the folder as a whole, and waits for what becomes of it.
   *
   * @param notice how long Baton may take to notice it
   * @param load how long it may take to load it after that
   */
  Answer put(Path from, Duration notice, Duration load) throws IOException, InterruptedException {
    Files.deleteIfExists(answer);
    Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(ask, "");
    // a question that is newer than a file is not about that file
    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(ask));
    Files.move(copy, jar, StandardCopyOption.ATOMIC_MOVE);
    if (!await(() -> Files.notExists(ask), notice)) {
      Files.deleteIfExists(ask);
      return new Unnoticed();
    }
    return await(() -> Files.exists(answer), load) ? read() : new Unanswered();
  }

  private Answer read() throws IOException {
    String[] parts = Files.readString(answer).strip().split("\\R", 2);
    Files.delete(answer);
    String text = Optional.of(parts).filter(all -> all.length > 1).map(all -> all[1]).orElse("");
    return parts[0].equals(LOADED) ? new Loaded(text) : new Refused(text);
  }

  private static boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start >= patience.toNanos()) {
        return false;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return true;
  }
}
