package io.baton.compiler.source;

import io.baton.spi.ThrownText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the sources of one module: a file, or the Java files of a folder. What is given may be any
 * file or folder, so how much is read is bounded.
 */
public final class SourceReader {
  /** Bytes of all sources together. The largest module of Baton's examples has a thousandth. */
  public static final int LARGEST = 16 << 20;

  /** Files that are looked at in a folder, whatever they are. */
  static final int MOST_FILES = 20_000;

  private static final String SUFFIX = ".java";

  /** Where Maven and Gradle have the sources of a project. */
  private static final Path PROJECT = Path.of("src", "main", "java");

  private final Path root;
  private final List<SourceText> texts = new ArrayList<>();
  private int left = LARGEST;

  private SourceReader(Path root) {
    this.root = root;
  }

  /** Result of reading. */
  public sealed interface Read {
    /**
     * Sources.
     *
     * @param texts at least one, in the order of their names
     */
    record Found(List<SourceText> texts) implements Read {
      /** Copies the list. */
      public Found {
        texts = List.copyOf(texts);
      }
    }

    /**
     * No sources.
     *
     * @param why what is missing or wrong
     */
    record Unreadable(String why) implements Read {}
  }

  /** Sources that are not read; the message says why. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /**
   * Reads a file or folder.
   *
   * @param source absolute path
   * @return the sources, or why there are none
   */
  public static Read read(Path source) {
    try {
      if (Files.isDirectory(source)) {
        Path project = source.resolve(PROJECT);
        return folder(Files.isDirectory(project) ? project : source);
      }
      return file(source);
    } catch (Refused e) {
      return new Read.Unreadable(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      return new Read.Unreadable("it cannot be read: " + ThrownText.describe(e));
    }
  }

  private static Read file(Path source) throws IOException {
    if (!Files.exists(source)) {
      return new Read.Unreadable("there is no such file");
    }
    if (!Files.isRegularFile(source)) {
      return new Read.Unreadable("it is neither a file nor a folder");
    }
    var reader = new SourceReader(source);
    reader.add(source, String.valueOf(source.getFileName()));
    return new Read.Found(reader.texts);
  }

  private static Read folder(Path folder) throws IOException {
    var reader = new SourceReader(folder);
    for (Path file : reader.files()) {
      reader.add(file, folder.relativize(file).toString().replace(File.separatorChar, '/'));
    }
    return reader.texts.isEmpty()
        ? new Read.Unreadable("there is no Java file in it")
        : new Read.Found(reader.texts);
  }

  /** Follows no links, so that it cannot lead out of the folder or in a circle. */
  private List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          private int seen;

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            seen++;
            if (seen > MOST_FILES) {
              throw new Refused("there are more than %,d files in it".formatted(MOST_FILES));
            }
            if (attributes.isRegularFile() && isSource(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  /** The description of a Java module says nothing in a bundle. */
  private static boolean isSource(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) && !name.equals("module-info.java") && !isHidden(file);
  }

  private void add(Path file, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, options(file))) {
      bytes = in.readNBytes(left + 1);
    }
    left -= bytes.length;
    if (left < 0) {
      throw new Refused("its sources have more than %,d bytes".formatted(LARGEST));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      texts.add(new SourceText(file, name, text));
    } catch (CharacterCodingException _) {
      throw new Refused("%s is not a text in UTF-8".formatted(name));
    }
  }

  /** A file in a folder was no link when it was found, and must not have become one. */
  private LinkOption[] options(Path file) {
    return file.equals(root) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
  }
}
