package io.baton.watch;

import io.baton.api.code.Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/** A folder of classes, as a build leaves it. */
final class ClassFolder {
  static final String NO_MODULE =
      "it is no module: META-INF/MANIFEST.MF has no Provide-Capability baton.module; the goal"
          + " bnd-process of bnd-maven-plugin writes it for a class with @Component and @Module";

  private static final Pattern MODULE =
      Pattern.compile(
          "%1$s\\s*;.*?%1$s(?::String)?\\s*=\\s*\"?([\\w.]+)".formatted(Module.NAMESPACE));

  private ClassFolder() {}

  /**
   * Writes the folder to a jar.
   *
   * @return the name of the module; empty if it has none, and then nothing is written
   */
  static Optional<String> pack(Path folder, Path jar) throws IOException {
    Manifest manifest;
    try (InputStream in = Files.newInputStream(folder.resolve(JarFile.MANIFEST_NAME))) {
      manifest = new Manifest(in);
    }
    String provided = manifest.getMainAttributes().getValue(Constants.PROVIDE_CAPABILITY);
    Matcher matcher = MODULE.matcher(provided == null ? "" : provided);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try (var entries = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(JarFile.MANIFEST_NAME)) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
        }
      }
    }
    return Optional.of(matcher.group(1));
  }
}
