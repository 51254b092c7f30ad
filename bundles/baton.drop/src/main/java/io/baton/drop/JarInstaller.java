package io.baton.drop;

import io.baton.drop.folder.DropFolder;
import io.baton.drop.folder.FolderThread;
import io.baton.drop.folder.JarKind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.felix.fileinstall.ArtifactInstaller;

/**
 * Takes the bundles of modules from File Install, which else would update them in place. Of all
 * folders that it watches, this is for one.
 */
final class JarInstaller implements ArtifactInstaller {
  /**
   * Names of files that are looked at: bundles, and the texts of refusals. Files of editors and of
   * copies that are not complete begin with {@code .}, {@code #} or {@code ~}, or end otherwise.
   */
  static final String NAMES = "[^.#~].*[.]jar([.]refused)?";

  private static final Pattern NAME = Pattern.compile(NAMES);

  private final Path directory;
  private final DropFolder folder;
  private final FolderThread thread;
  private final Predicate<Path> isOrigin;

  /**
   * For the files of one folder.
   *
   * @param directory the folder
   * @param isOrigin whether a version that is installed was loaded from a file
   */
  JarInstaller(Path directory, DropFolder folder, FolderThread thread, Predicate<Path> isOrigin) {
    this.directory = directory;
    this.folder = folder;
    this.thread = thread;
    this.isOrigin = isOrigin;
  }

  /**
   * Returns whether a file is the folder's, and not File Install's. What is neither is looked at
   * again at each poll: it may be half of a bundle.
   */
  @Override
  public boolean canHandle(File artifact) {
    Path file = artifact.toPath();
    if (!directory.equals(file.getParent()) || !NAME.matcher(artifact.getName()).matches()) {
      return false;
    }
    if (!artifact.getName().endsWith(".jar")) {
      return true;
    }
    if (!Files.exists(file)) {
      return folder.knows(file) || isOrigin.test(file);
    }
    return switch (JarKind.of(file)) {
      case JarKind.OfModule _, JarKind.NoFile _ -> true;
      case JarKind.NoBundle _ -> {
        thread.changed(file);
        yield false;
      }
      case JarKind.PlainBundle _ -> {
        if (folder.knows(file)) {
          thread.changed(file);
        }
        yield false;
      }
    };
  }

  @Override
  public void install(File artifact) {
    thread.changed(artifact.toPath());
  }

  @Override
  public void update(File artifact) {
    thread.changed(artifact.toPath());
  }

  @Override
  public void uninstall(File artifact) {
    thread.changed(artifact.toPath());
  }
}
