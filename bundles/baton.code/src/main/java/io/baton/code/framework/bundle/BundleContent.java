package io.baton.code.framework.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** The entries of a bundle as the framework has them, which classes are made of. */
public final class BundleContent {
  private BundleContent() {}

  /**
   * Returns the names of all entries. Asking for them does not resolve the bundle.
   *
   * @param bundle is not uninstalled
   * @return without directories
   */
  public static List<String> entries(Bundle bundle) {
    return entries(bundle, "/").toList();
  }

  private static Stream<String> entries(Bundle bundle, String folder) {
    Enumeration<String> paths = bundle.getEntryPaths(folder);
    return paths == null
        ? Stream.empty()
        : Collections.list(paths).stream()
            .flatMap(path -> path.endsWith("/") ? entries(bundle, path) : Stream.of(path));
  }

  /**
   * Writes a jar of the same entries: their bytes are the same, and so are their signatures. Times
   * and compression are not kept, so the jar as a whole has other bytes than the bundle's file.
   *
   * @param bundle is not uninstalled
   * @param to gets the jar; stays open
   * @throws IOException if an entry cannot be read, or the jar not be written
   */
  public static void write(Bundle bundle, OutputStream to) throws IOException {
    var jar = new ZipOutputStream(to);
    for (String name : manifestFirst(entries(bundle))) {
      URL entry = bundle.getEntry(name);
      if (entry == null) {
        throw new IOException("its entry %s is gone".formatted(name));
      }
      var copy = new ZipEntry(name);
      copy.setTime(0);
      jar.putNextEntry(copy);
      try (InputStream content = entry.openStream()) {
        content.transferTo(jar);
      }
      jar.closeEntry();
    }
    jar.finish();
  }

  /** In this order, whatever reads the jar as a stream can verify its signatures. */
  private static List<String> manifestFirst(List<String> names) {
    return Stream.concat(
            names.stream().filter(JarFile.MANIFEST_NAME::equals),
            names.stream().filter(name -> !name.equals(JarFile.MANIFEST_NAME)))
        .toList();
  }
}
