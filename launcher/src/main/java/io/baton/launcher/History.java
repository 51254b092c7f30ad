package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The file that remembers what was typed, in which there may be secrets. */
final class History {
  /** The framework property that names the file. */
  static final String PROPERTY = "baton.history";

  private History() {}

  /**
   * Makes the file if there is none, and takes it from everybody but its owner.
   *
   * @param file where the shell keeps its history; null if it keeps none
   */
  static void forItsOwnerOnly(@Nullable String file) throws LaunchException {
    if (file == null) {
      return;
    }
    Path history = Path.of(file);
    try {
      Files.createDirectories(history.toAbsolutePath().getParent());
      if (Files.notExists(history)) {
        Files.createFile(history);
      }
      var view = Files.getFileAttributeView(history, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new LaunchException("the history of the shell", e);
    }
  }
}
