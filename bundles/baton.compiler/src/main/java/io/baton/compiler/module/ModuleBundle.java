package io.baton.compiler.module;

import aQute.bnd.osgi.AbstractResource;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import io.baton.compiler.classpath.ClassResource;
import io.baton.compiler.classpath.Library;
import io.baton.compiler.source.SourceText;
import io.baton.spi.Log;
import io.baton.spi.ThrownText;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Makes the bundle of a version, with bnd: the description of its component, the capability of the
 * module, and imports with the ranges that the exported packages ask for.
 */
public final class ModuleBundle {
  private static final Log LOG = Log.of("io.baton.compiler");

  /** Folder of the sources in a bundle, where development tools look for them. */
  public static final String SOURCES = "OSGI-OPT/src/";

  /** What only annotations are of; nothing at run time needs it. */
  private static final String IMPORTS =
      "!org.osgi.service.component.annotations,!org.osgi.annotation.*,!org.jspecify.annotations,*";

  private ModuleBundle() {}

  /** Result of making a bundle. */
  public sealed interface Result {
    /**
     * A bundle.
     *
     * @param bytes the archive
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Made(byte[] bytes) implements Result {}

    /**
     * No bundle.
     *
     * @param errors at least one
     */
    record Wrong(List<String> errors) implements Result {}
  }

  /**
   * Makes a bundle.
   *
   * @param origin what its manifest says
   * @param classFiles by the names of their classes
   * @param sources which it keeps
   * @param libraries bundles that have the packages which it imports
   */
  public static Result make(
      Origin origin,
      SortedMap<String, byte[]> classFiles,
      List<SourceText> sources,
      List<Library> libraries) {
    try (var builder = new Builder()) {
      builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, origin.symbolicName());
      builder.setProperty(Constants.BUNDLE_VERSION, origin.version().toString());
      builder.setProperty(Constants.IMPORT_PACKAGE, IMPORTS);
      builder.setProperty(Constants.NOEXTRAHEADERS, "true");
      builder.setProperty(Constants.NOCLASSFORNAME, "true");
      builder.setJar(content(classFiles, sources));
      if (classFiles.keySet().stream().anyMatch(name -> name.indexOf('.') < 0)) {
        // bnd does not see by itself that classes without a package are in the bundle
        builder.getContained().put(builder.getPackageRef(""));
      }
      for (Library library : libraries) {
        builder.addClasspath(jar(library));
      }
      Jar jar = builder.build();
      if (!builder.getErrors().isEmpty()) {
        return new Result.Wrong(List.copyOf(builder.getErrors()));
      }
      origin.write(jar.getManifest().getMainAttributes());
      var bytes = new ByteArrayOutputStream();
      jar.write(bytes);
      return new Result.Made(bytes.toByteArray());
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "bnd has failed for " + origin.source(), e);
      return new Result.Wrong(
          List.of("no bundle can be made: " + ThrownText.describe(ThrownText.rootCause(e))));
    }
  }

  private static Jar content(SortedMap<String, byte[]> classFiles, List<SourceText> sources) {
    var jar = new Jar("module");
    classFiles.forEach(
        (name, bytes) -> jar.putResource(name.replace('.', '/') + ".class", resource(bytes)));
    for (SourceText source : sources) {
      jar.putResource(
          SOURCES + source.name(), resource(source.text().getBytes(StandardCharsets.UTF_8)));
    }
    return jar;
  }

  private static Resource resource(byte[] bytes) {
    return new EmbeddedResource(bytes, 0);
  }

  private static Jar jar(Library library) {
    var jar = new Jar(library.name());
    library.classes().forEach(one -> jar.putResource(one.path(), new LazyResource(one)));
    jar.setManifest(manifest(library));
    return jar;
  }

  private static Manifest manifest(Library library) {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, library.name());
    if (!library.exports().isEmpty()) {
      headers.putValue(
          Constants.EXPORT_PACKAGE,
          library.exports().entrySet().stream()
              .map(export -> "%s;version=\"%s\"".formatted(export.getKey(), export.getValue()))
              .collect(Collectors.joining(",")));
    }
    return manifest;
  }

  /** Is read if bnd looks into the class, which it does for few. */
  private static final class LazyResource extends AbstractResource {
    private final ClassResource resource;

    LazyResource(ClassResource resource) {
      super(0);
      this.resource = resource;
    }

    @Override
    protected byte[] getBytes() throws Exception {
      try (InputStream in = resource.content().open()) {
        return in.readAllBytes();
      }
    }
  }
}
