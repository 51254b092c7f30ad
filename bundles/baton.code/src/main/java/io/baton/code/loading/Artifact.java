package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A bundle that holds one version of one module, as its manifest says.
 *
 * @param content the bundle
 * @param symbolicName of the bundle
 * @param module name of the module
 * @param version of the bundle
 */
public record Artifact(Content content, String symbolicName, String module, Version version) {
  /** No class and no manifest is larger, nor could a large one be read into memory unharmed. */
  private static final long LARGEST = 16L << 20;

  private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
  private static final Pattern MODULE_NAME = Pattern.compile("[A-Za-z][\\w.]*");

  /** What reading a file gave. */
  public sealed interface Read {
    /**
     * A module's bundle.
     *
     * @param artifact what is in the file
     */
    record Found(Artifact artifact) implements Read {}

    /**
     * Something else.
     *
     * @param refused what is wrong with it
     */
    record Bad(LoadResult.Refused refused) implements Read {}
  }

  /**
   * Reads the manifest of a file; no class is loaded.
   *
   * @param file any path
   * @return what it is
   */
  public static Read read(Path file) {
    if (!Files.exists(file)) {
      return new Read.Bad(new LoadResult.NoFile(file.toString(), "there is no such file"));
    }
    if (!Files.isRegularFile(file)) {
      return bad(file.toString(), "expected the file of a bundle, found a directory");
    }
    return read(new Content.InFile(file), file);
  }

  /**
   * Reads the manifest of a bundle in memory; no class is loaded.
   *
   * @param origin what to call it
   * @param bundle its bytes; not copied
   * @return what it is
   */
  public static Read read(String origin, byte[] bundle) {
    // only a file shows what is wrong with the directory at the end of an archive
    try {
      Path file = Files.createTempFile("baton", ".jar");
      try {
        return read(new Content.InMemory(origin, bundle), Files.write(file, bundle));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return bad(origin, "it cannot be read: " + e);
    }
  }

  private static Read read(Content content, Path file) {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      Optional<JarEntry> large = jar.stream().filter(Artifact::isTooLarge).findFirst();
      if (large.isPresent()) {
        return bad(
            content.name(),
            "its entry %s is larger than %d bytes".formatted(large.get().getName(), LARGEST));
      }
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? bad(content.name(), "it has no manifest, so it is no bundle")
          : of(content, manifest);
    } catch (ZipException e) {
      return bad(content.name(), "it is not a jar: " + e.getMessage());
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      return bad(content.name(), "it cannot be read: " + e);
    }
  }

  private static boolean isTooLarge(JarEntry entry) {
    return entry.getSize() > LARGEST
        && (entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/"));
  }

  private static Read of(Content content, Manifest manifest) {
    String file = content.name();
    String symbolicName = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (symbolicName == null) {
      return bad(file, "its manifest has no Bundle-SymbolicName, so it is no bundle");
    }
    if (manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null) {
      return bad(file, "it is a fragment; a version of a module is a bundle of its own");
    }
    String name = symbolicName.split(";", 2)[0].strip();
    if (!SYMBOLIC_NAME.matcher(name).matches()) {
      return bad(file, "its Bundle-SymbolicName is no name: " + symbolicName);
    }
    List<String> modules = modules(manifest.getMainAttributes().getValue("Provide-Capability"));
    if (modules.isEmpty()) {
      return bad(file, "it has no component with @Module; exactly one is needed");
    }
    if (modules.size() > 1) {
      return bad(
          file,
          "it has %d components with @Module, exactly one is needed: %s"
              .formatted(modules.size(), modules));
    }
    String module = modules.getFirst();
    if (!MODULE_NAME.matcher(module).matches()) {
      return bad(
          file,
          "its capability %s names the module %s; a name has letters, digits, dots and underscores"
              .formatted(Module.NAMESPACE, module.isEmpty() ? "nothing" : module));
    }
    String text = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
    return new Read.Found(new Artifact(content, name, module, Version.parseVersion(text)));
  }

  private static List<String> modules(String capabilities) {
    Clause[] clauses = capabilities == null ? new Clause[0] : Parser.parseHeader(capabilities);
    return Arrays.stream(clauses)
        .filter(clause -> clause.getName().equals(Module.NAMESPACE))
        .map(clause -> Objects.requireNonNullElse(clause.getAttribute(Module.NAMESPACE), ""))
        .toList();
  }

  private static Read bad(String file, String why) {
    return new Read.Bad(new LoadResult.BadFile(file, why));
  }

  /**
   * What a message calls it.
   *
   * @return such as {@code frequency 2.0.0}
   */
  public String what() {
    return module + " " + version;
  }
}
