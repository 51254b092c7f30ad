package io.baton.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The marks that tell a folder that Baton has made from any other: a file of a known name with a
 * known text. Baton deletes and takes over nothing that has none. No link is followed.
 */
enum Marks {
  /** Of a storage of one run: it may be deleted when that run has ended. */
  TEMPORARY("baton-temporary-storage", "Made by Baton for one run, and deleted after its end.\n"),
  /** Of a storage that stays: Baton may use what is in it, and deletes none of it. */
  KEPT("baton-storage", "Made by Baton: what is in the folder framework belongs to it.\n"),
  /** Of a folder of a node that runs by itself: its process, its socket and its logs. */
  RUN("baton-run", "Made by Baton: its process, its socket and its logs are here.\n");

  private static final String LOCK = "lock";

  private final String file;
  private final String text;

  Marks(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Marks {@code folder}; it has no mark yet. */
  void put(Path folder) throws IOException {
    Files.writeString(folder.resolve(file), text, StandardOpenOption.CREATE_NEW);
  }

  /** Returns whether {@code folder} has this mark. */
  boolean isOn(Path folder) throws IOException {
    Path mark = folder.resolve(file);
    return isFile(mark) && Files.size(mark) == text.length() && Files.readString(mark).equals(text);
  }

  /**
   * Opens the file in {@code folder} whose lock says that somebody uses the folder.
   *
   * @throws IOException if there is something else of that name: a link, a folder, a pipe
   */
  static FileChannel openLock(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS) && !isFile(lock)) {
      throw new IOException(lock + " is not a file");
    }
    return FileChannel.open(
        lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isFile(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
