package io.baton.drop.folder;

import io.baton.api.code.Module;
import io.baton.spi.identity.Adoptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;

/**
 * What a file of the folder seems to be. It decides whether File Install keeps the file; whether it
 * is loaded is for the code server to say.
 */
public sealed interface JarKind {
  /** As for the code server, in bytes: manifests may inflate to gigabytes. */
  int LARGEST_MANIFEST = 16 << 20;

  /**
   * The bundle of a module.
   *
   * @param module its name, as the manifest says; empty if that cannot be told
   */
  record OfModule(String module) implements JarKind {}

  /** A bundle without a module. */
  record PlainBundle() implements JarKind {}

  /** Something that cannot be opened, or is no bundle; it may be one later. */
  record NoBundle() implements JarKind {}

  /**
   * Something that must not be opened.
   *
   * @param why what it is, and what to do
   */
  record NoFile(String why) implements JarKind {}

  /**
   * Looks at a file. Reads no more than its manifest.
   *
   * @param file exists
   * @return what it is
   */
  static JarKind of(Path file) {
    Optional<String> outside = outside(file);
    if (outside.isPresent()) {
      return new NoFile(outside.get());
    }
    if (!Files.isRegularFile(file)) {
      return new NoFile("expected a file, found something else, such as a pipe or a device");
    }
    try (var zip = new ZipFile(file.toFile())) {
      return of(zip);
    } catch (IOException _) {
      return new NoBundle();
    } catch (RuntimeException | StackOverflowError _) {
      return new OfModule(""); // the code server refuses it, and no other program opens it
    }
  }

  private static JarKind of(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null) {
      return new NoBundle();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] manifest = in.readNBytes(LARGEST_MANIFEST + 1);
      return manifest.length > LARGEST_MANIFEST
          ? new OfModule("") // the same
          : of(new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes());
    }
  }

  /** A link within the folder is followed: some file systems are mounted as trees of links. */
  private static Optional<String> outside(Path file) {
    try {
      Path folder = Objects.requireNonNull(file.getParent()).toRealPath();
      Path real = file.toRealPath();
      return real.startsWith(folder)
          ? Optional.empty()
          : Optional.of("it is a link to %s, outside of the folder; copy the file".formatted(real));
    } catch (IOException _) {
      return Optional.empty(); // it cannot be opened either
    }
  }

  private static JarKind of(Attributes manifest) {
    String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (name == null) {
      return new NoBundle();
    }
    String provided = manifest.getValue(Constants.PROVIDE_CAPABILITY);
    return Arrays.stream(provided == null ? new Clause[0] : Parser.parseHeader(provided))
        .filter(clause -> clause.getName().equals(Module.NAMESPACE))
        .<JarKind>map(clause ->
            new OfModule(Objects.requireNonNullElse(clause.getAttribute(Module.NAMESPACE), "")))
        .findFirst()
        .orElseGet(() -> adopted(name.split(";", 2)[0].strip(), manifest));
  }

  private static JarKind adopted(String name, Attributes manifest) {
    return Adoptions.of(name, manifest.getValue(Constants.BUNDLE_VERSION))
        .<JarKind>map(identity -> new OfModule(identity.module()))
        .orElseGet(PlainBundle::new);
  }
}
