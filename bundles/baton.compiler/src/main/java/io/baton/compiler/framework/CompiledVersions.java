package io.baton.compiler.framework;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.SourceFile;
import io.baton.compiler.module.ModuleBundle;
import io.baton.compiler.module.Origin;
import io.baton.compiler.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** What bundles of loaded versions say of their origin. Changes nothing. */
public final class CompiledVersions {
  private final BundleContext context;
  private final CodeStatus codeStatus;

  /** Creates what reads the bundles of a framework. */
  public CompiledVersions(BundleContext context, CodeStatus codeStatus) {
    this.context = context;
    this.codeStatus = codeStatus;
  }

  /** Returns the numbers of a module's current and old version. */
  public List<Version> numbers(String module) {
    return codeStatus.status().stream()
        .filter(status -> status.module().equals(module))
        .flatMap(CompiledVersions::versions)
        .map(version -> Version.parseVersion(version.version()))
        .toList();
  }

  private static Stream<ModuleVersion> versions(ModuleStatus status) {
    return Stream.concat(status.current().stream(), status.old().stream());
  }

  /** Returns the symbolic name of the current version's bundle; empty if there is none. */
  public Optional<String> symbolicName(String module) {
    return codeStatus.isLoaded(module).flatMap(this::bundle).map(Bundle::getSymbolicName);
  }

  private Optional<Bundle> bundle(ModuleVersion version) {
    return Optional.ofNullable(context.getBundle(version.location()));
  }

  /** Returns from what the current version was compiled; empty if it was not, or is not there. */
  public Optional<Compilation> compilation(String module) {
    return codeStatus
        .isLoaded(module)
        .flatMap(version ->
            bundle(version)
                .flatMap(bundle -> Origin.of(bundle.getHeaders("")))
                .map(origin -> new Compilation(version, origin.source(), origin.compiled())));
  }

  /** Returns the modules whose current version was compiled, in the order of their names. */
  public List<String> modules() {
    return codeStatus.allLoaded().stream()
        .map(ModuleVersion::module)
        .filter(module -> compilation(module).isPresent())
        .toList();
  }

  /** Returns the sources that the current version keeps. */
  public List<SourceFile> sources(String module) {
    return codeStatus.isLoaded(module).flatMap(this::bundle).map(this::sourcesIn).orElse(List.of());
  }

  private List<SourceFile> sourcesIn(Bundle bundle) {
    Enumeration<URL> entries = bundle.findEntries(ModuleBundle.SOURCES, "*", true);
    if (entries == null) {
      return List.of();
    }
    List<SourceFile> found = new ArrayList<>();
    int left = SourceReader.LARGEST; // what was compiled here has fewer
    for (URL entry : Collections.list(entries)) {
      if (!entry.getPath().endsWith("/")) {
        byte[] bytes = read(entry, left);
        left -= bytes.length;
        found.add(new SourceFile(name(entry), new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    found.sort(Comparator.comparing(SourceFile::name));
    return found;
  }

  private static String name(URL entry) {
    String path = entry.getPath();
    return path.substring(path.indexOf(ModuleBundle.SOURCES) + ModuleBundle.SOURCES.length());
  }

  private static byte[] read(URL entry, int most) {
    try (InputStream in = entry.openStream()) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(entry + " cannot be read", e);
    }
  }
}
