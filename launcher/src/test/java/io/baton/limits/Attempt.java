package io.baton.limits;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Works on a thread that is there before anything is short: the shell takes a thread for each
 * command. Begins when there is a file {@code go}, and says in another what it has got.
 */
final class Attempt {
  private static final long PAUSE_NANOS = 10_000_000;

  private final Code code;
  private final CodeLoader codeLoader;
  private final Path folder;

  Attempt(Code code, CodeLoader codeLoader, Path folder) {
    this.code = code;
    this.codeLoader = codeLoader;
    this.folder = folder;
  }

  void begin(Path file, Supplier<String> process) {
    Takers.begin(() -> {
      while (Files.notExists(folder.resolve("go"))) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      String loaded = codeLoader.loadFile(file).toString();
      String count = "counted " + code.qualified("counter", Bystanders.Counter.class).next();
      say(List.of(loaded, count, process.get(), purge()));
    });
  }

  private String purge() {
    try {
      return codeLoader.purge("counter").toString();
    } catch (IllegalStateException e) {
      return e.toString();
    }
  }

  private void say(List<String> lines) {
    try {
      Path whole = Files.write(folder.resolve("said.part"), lines);
      Files.move(whole, folder.resolve("said"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
