package io.baton.code.artifact;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.artifact.Artifact.Read;
import io.baton.spi.Printable;
import io.baton.spi.ThrownText;
import io.baton.spi.identity.Adoptions;
import io.baton.spi.identity.ModuleIdentity;
import io.baton.spi.identity.ModuleName;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Reads what the manifest of a file says of the module in it. Whatever the file holds, the answer
 * is an artifact or a reason.
 */
final class ManifestReader {
  private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w.-]++");

  /** No manifest is larger, nor could a large one be read into memory unharmed. */
  static final int LARGEST = 16 << 20;

  /** What some frameworks take for the name of a file outside of the bundle. */
  private static final String OUTSIDE = "external:";

  private ManifestReader() {}

  static Read read(Path file) {
    if (!Files.exists(file)) {
      return new Read.Bad(new LoadResult.NoFile(file.toString(), "there is no such file"));
    }
    if (!Files.isRegularFile(file)) {
      String found = Files.isDirectory(file) ? "a directory" : "something else, such as a device";
      return bad(file.toString(), "expected the file of a bundle, found " + found);
    }
    return read(new Content.InFile(file), file);
  }

  static Read read(String origin, byte[] bundle, ArchiveBounds bounds) {
    try {
      Path file = Files.createTempFile("baton", ".jar");
      try {
        return whole(
            read(new Content.InMemory(origin, bundle, Optional.empty()), Files.write(file, bundle)),
            file,
            bounds);
      } finally {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return new Read.Bad(
          new LoadResult.NotStored(
              origin, "it cannot be written to a file to read it: " + ThrownText.describe(e)));
    }
  }

  /**
   * Only a file shows what is wrong with the directory at the end of an archive. So what is in
   * memory is one for as long as it takes to read it, as a whole.
   */
  private static Read whole(Read read, Path file, ArchiveBounds bounds) {
    if (read instanceof Read.Found(var artifact)
        && artifact.content() instanceof Content.InMemory(var origin, var bundle, _)) {
      Optional<String> fault = ArchiveCheck.of(file, artifact.classPath(), bounds);
      return new Read.Found(artifact.in(new Content.InMemory(origin, bundle, fault)));
    }
    return read;
  }

  private static Read read(Content content, Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        return bad(content.name(), "it has no manifest, so it is no bundle");
      }
      byte[] bytes = bytes(zip, entry);
      return bytes == null
          ? bad(content.name(), "its manifest is larger than %,d bytes".formatted(LARGEST))
          : of(content, new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes());
    } catch (ZipException e) {
      return bad(content.name(), "it is not a jar: " + e.getMessage());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Read.Bad(unread(content.name(), file, e));
    }
  }

  private static byte @Nullable [] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      return bytes.length > LARGEST ? null : bytes;
    }
  }

  private static Read of(Content content, Attributes manifest) {
    String file = content.name();
    String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName == null) {
      return bad(file, "its manifest has no Bundle-SymbolicName, so it is no bundle");
    }
    if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
      return bad(file, "it is a fragment; a version of a module is a bundle of its own");
    }
    String name = symbolicName.split(";", 2)[0].strip();
    if (!isSymbolicName(name)) {
      return bad(file, "its Bundle-SymbolicName is no name: " + Printable.line(symbolicName));
    }
    Clause[] capabilities;
    try {
      capabilities = clauses(manifest, Constants.PROVIDE_CAPABILITY);
    } catch (RuntimeException e) {
      return bad(file, "its Provide-Capability cannot be read: " + ThrownText.describe(e));
    }
    List<String> modules =
        Arrays.stream(capabilities)
            .filter(clause -> clause.getName().equals(Module.NAMESPACE))
            .map(clause -> Objects.requireNonNullElse(clause.getAttribute(Module.NAMESPACE), ""))
            .toList();
    if (modules.isEmpty()) {
      return adopted(content, manifest, name);
    }
    if (modules.size() > 1) {
      return bad(
          file,
          "it has %d components with @Module; exactly one is needed: %s; put each into a bundle of its own"
              .formatted(modules.size(), modules));
    }
    return of(content, manifest, name, modules.getFirst());
  }

  private static Read adopted(Content content, Attributes manifest, String name) {
    Optional<ModuleIdentity> identity =
        Adoptions.of(name, manifest.getValue(Constants.BUNDLE_VERSION));
    return identity.isPresent()
        ? of(content, manifest, name, identity.get().module())
        : bad(
            content.name(),
            "it has no component with @Module, as its manifest provides no capability %s, and no configuration io.baton.adopt adopts it; exactly one is needed"
                .formatted(Module.NAMESPACE));
  }

  private static Read of(Content content, Attributes manifest, String name, String module) {
    if (!ModuleName.isValid(module)) {
      return bad(content.name(), ModuleName.refusal(module));
    }
    List<String> classPath = classPath(manifest);
    Optional<String> outside =
        classPath.stream().filter(entry -> entry.startsWith(OUTSIDE)).findFirst();
    if (outside.isPresent()) {
      return bad(
          content.name(),
          "its Bundle-ClassPath names %s, which is not in the file: that code would not be checked, and might change without a load; put the jar into the bundle"
              .formatted(Printable.line(outside.get())));
    }
    try {
      Version version = Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION));
      return new Read.Found(new Artifact(content, name, module, version, classPath));
    } catch (IllegalArgumentException e) {
      return bad(content.name(), "its Bundle-Version is no version: " + e.getMessage());
    }
  }

  private static boolean isSymbolicName(String name) {
    return SYMBOLIC_NAME.matcher(name).matches()
        && !name.startsWith(".")
        && !name.endsWith(".")
        && !name.contains("..");
  }

  private static Clause[] clauses(Attributes manifest, String header) {
    String text = manifest.getValue(header);
    return text == null ? new Clause[0] : Parser.parseHeader(text);
  }

  /** The framework says what is wrong with a header that cannot be read. */
  private static List<String> classPath(Attributes manifest) {
    try {
      return Stream.of(clauses(manifest, Constants.BUNDLE_CLASSPATH)).map(Clause::getName).toList();
    } catch (RuntimeException _) {
      return List.of();
    }
  }

  /** If a file is there and may be read, but cannot be opened, nothing is wrong with it. */
  static LoadResult.Refused unread(String what, Path file, Throwable e) {
    String why = "it cannot be read: " + ThrownText.describe(e);
    boolean isNotOpened = e instanceof FileNotFoundException || e instanceof FileSystemException;
    return isNotOpened && Files.isReadable(file)
        ? new LoadResult.NotStored(what, why)
        : new LoadResult.BadFile(what, why);
  }

  private static Read bad(String file, String why) {
    return new Read.Bad(new LoadResult.BadFile(file, why));
  }
}
