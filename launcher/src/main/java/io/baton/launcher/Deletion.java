package io.baton.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Deletes a folder with all that is in it. A link is deleted, never what it points to, also if a
 * folder is replaced by a link meanwhile: each folder is opened once, and its entries are deleted
 * through what was opened, where the platform has that.
 */
final class Deletion {
  private Deletion() {}

  /** Deletes {@code folder}, which has a parent. */
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        delete(secure, folder.getFileName());
        return;
      }
    }
    deleteByPath(folder);
  }

  private static void delete(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    boolean isFolder =
        parent
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes()
            .isDirectory();
    if (!isFolder) {
      parent.deleteFile(name);
      return;
    }
    try (SecureDirectoryStream<Path> entries =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : entries) {
        delete(entries, entry.getFileName());
      }
    }
    parent.deleteDirectory(name);
  }

  private static void deleteByPath(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          deleteByPath(entry);
        }
      }
    }
    Files.delete(path);
  }
}
