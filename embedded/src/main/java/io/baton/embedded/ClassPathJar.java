package io.baton.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar on the class path, or a folder of classes.
 *
 * @param place the jar, possibly inside of another one, or the folder
 * @param headers of its manifest
 */
record ClassPathJar(URL place, Attributes headers) {
  private static final String MODULE = "baton.module";

  /** Returns the name of the module in it; empty if it is none. */
  Optional<String> module() {
    return attribute(Constants.PROVIDE_CAPABILITY, MODULE, MODULE);
  }

  /** Returns the version of the bundle. */
  Version version() {
    return Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION));
  }

  /** Returns the version in which the bundle exports a package; empty if it does not. */
  Optional<String> exportedVersion(String packageName) {
    return attribute(Constants.EXPORT_PACKAGE, packageName, Constants.VERSION_ATTRIBUTE);
  }

  private Optional<String> attribute(String header, String path, String name) {
    return Header.clauses(headers.getValue(header)).stream()
        .filter(clause -> clause.paths().contains(path))
        .flatMap(clause -> Optional.ofNullable(clause.attributes().get(name)).stream())
        .findFirst();
  }

  /** Returns the content, in the form that the framework installs. */
  byte[] content() throws IOException {
    Optional<Path> folder = path().filter(Files::isDirectory);
    if (folder.isPresent()) {
      return packed(folder.get());
    }
    try (InputStream in = ClassPath.open(place)) {
      return in.readAllBytes();
    }
  }

  /** Returns the file; empty if it is inside of another jar, or a folder. */
  Optional<Path> file() {
    return path().filter(Files::isRegularFile);
  }

  private Optional<Path> path() {
    return place.getProtocol().equals("file")
        ? Optional.of(Path.of(URI.create(place.toString())))
        : Optional.empty();
  }

  private static byte[] packed(Path folder) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes);
        Stream<Path> all = Files.walk(folder)) {
      put(jar, folder, folder.resolve(JarFile.MANIFEST_NAME));
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith(JarFile.MANIFEST_NAME)) {
          put(jar, folder, file);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void put(JarOutputStream jar, Path folder, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
    Files.copy(file, jar);
  }
}
