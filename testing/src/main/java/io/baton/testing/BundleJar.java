package io.baton.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar in the making: headers of its manifest, and entries. */
public final class BundleJar {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Creates a jar whose manifest says no more than its own version. */
  public BundleJar() {
    header("Manifest-Version", "1.0");
  }

  /** Creates the jar of a bundle. */
  public BundleJar(String name, String version) {
    this();
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", name);
    header("Bundle-Version", version);
  }

  /** Adds or replaces a header. */
  public BundleJar header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds or replaces headers. */
  public BundleJar headers(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }

  /** Adds a file. */
  public BundleJar entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** Adds files. */
  public BundleJar entries(Map<String, byte[]> more) {
    entries.putAll(more);
    return this;
  }

  /** Adds classes of a test as they were compiled. */
  public BundleJar classes(Class<?>... types) {
    for (Class<?> type : types) {
      entry(path(type), bytesOf(type));
    }
    return this;
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  /** Returns the class file of a class of a test. */
  public static byte[] bytesOf(Class<?> type) {
    try (InputStream in = type.getResourceAsStream("/" + path(type))) {
      if (in == null) {
        throw new IllegalArgumentException(type + " has no class file");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of the jar. */
  public byte[] bytes() {
    var manifest = new Manifest();
    headers.forEach(manifest.getMainAttributes()::putValue);
    var jar = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(jar, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar.toByteArray();
  }

  /** Writes the jar to a file, whose folder is made if it is missing; returns the file. */
  public Path write(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
