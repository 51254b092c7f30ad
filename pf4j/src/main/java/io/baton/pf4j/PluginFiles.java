package io.baton.pf4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.pf4j.util.FileUtils;
import org.pf4j.util.Unzip;

/**
 * The files of a plugin: those of a jar; or those of a folder, or of a zip file, that has classes
 * in {@code classes} and libraries in {@code lib}.
 */
final class PluginFiles implements Closeable {
  private static final String CLASSES = "classes";
  private static final String LIBRARIES = "lib";

  private final Path place;

  /** Made for this; null if there was nothing to unpack. */
  private final @Nullable Path temporary;

  private PluginFiles(Path place, @Nullable Path temporary) {
    this.place = place;
    this.temporary = temporary;
  }

  /**
   * Opens a plugin.
   *
   * @throws IllegalArgumentException if it is neither a jar, nor a zip file, nor a folder
   */
  static PluginFiles open(Path plugin) throws IOException {
    if (Files.isDirectory(plugin) || isFile(plugin, ".jar")) {
      return new PluginFiles(plugin, null);
    }
    if (!isFile(plugin, ".zip")) {
      throw new IllegalArgumentException(
          "expected the jar of a plugin, a zip file or a folder, found " + plugin.toAbsolutePath());
    }
    Path folder = Files.createTempDirectory("baton-pf4j-zip-");
    var files = new PluginFiles(folder, folder);
    try {
      new Unzip(plugin.toFile(), folder.toFile()).extract();
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static boolean isFile(Path plugin, String end) {
    return Files.isRegularFile(plugin) && plugin.getFileName().toString().endsWith(end);
  }

  /** Returns where PF4J finds the descriptor: a jar, or a folder. */
  Path place() {
    return place;
  }

  /** Returns what a class loader of the plugin has. */
  URL[] urls() throws IOException {
    if (!Files.isDirectory(place)) {
      return new URL[] {url(place)};
    }
    List<URL> urls = new ArrayList<>();
    urls.add(url(place.resolve(CLASSES)));
    for (Path library : libraries()) {
      urls.add(url(library));
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  private List<Path> libraries() throws IOException {
    Path folder = place.resolve(LIBRARIES);
    if (!Files.isDirectory(place) || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isFile(file, ".jar")).sorted().toList();
    }
  }

  /** Returns the names under which {@link #read} has the libraries. */
  List<String> libraryNames() throws IOException {
    return libraries().stream().map(PluginFiles::name).toList();
  }

  private static String name(Path library) {
    return LIBRARIES + "/" + library.getFileName();
  }

  /** Reads all files, by the names that they have in a bundle. */
  SequencedMap<String, byte[]> read() throws IOException {
    if (!Files.isDirectory(place)) {
      try (InputStream in = Files.newInputStream(place)) {
        return entries(in);
      }
    }
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    Path classes = place.resolve(CLASSES);
    if (Files.isDirectory(classes)) {
      try (Stream<Path> all = Files.walk(classes)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          String name = classes.relativize(file).toString().replace('\\', '/');
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    for (Path library : libraries()) {
      files.put(name(library), Files.readAllBytes(library));
    }
    return files;
  }

  /** Reads the files of an archive. */
  static SequencedMap<String, byte[]> entries(InputStream archive) throws IOException {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    try (var in = new ZipInputStream(archive)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return files;
  }

  @Override
  public void close() throws IOException {
    if (temporary != null) {
      FileUtils.delete(temporary);
    }
  }
}
