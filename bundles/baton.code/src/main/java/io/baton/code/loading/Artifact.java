package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A file that holds one version of one module, as its manifest says.
 *
 * @param file the bundle
 * @param symbolicName of the bundle
 * @param module name of the module
 * @param version of the bundle
 */
public record Artifact(Path file, String symbolicName, String module, Version version) {
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
      return bad(file, "expected the file of a bundle, found a directory");
    }
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? bad(file, "it has no manifest, so it is no bundle")
          : of(file, manifest);
    } catch (ZipException e) {
      return bad(file, "it is not a jar: " + e.getMessage());
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      return bad(file, "it cannot be read: " + e);
    }
  }

  private static Read of(Path file, Manifest manifest) {
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
    return new Read.Found(new Artifact(file, name, module, Version.parseVersion(text)));
  }

  private static List<String> modules(String capabilities) {
    Clause[] clauses = capabilities == null ? new Clause[0] : Parser.parseHeader(capabilities);
    return Arrays.stream(clauses)
        .filter(clause -> clause.getName().equals(Module.NAMESPACE))
        .map(clause -> Objects.requireNonNullElse(clause.getAttribute(Module.NAMESPACE), ""))
        .toList();
  }

  private static Read bad(Path file, String why) {
    return new Read.Bad(new LoadResult.BadFile(file.toString(), why));
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
