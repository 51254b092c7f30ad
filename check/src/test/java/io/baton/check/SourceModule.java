package io.baton.check;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import io.baton.api.code.Module;
import io.baton.fixtures.SourceCompiler;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes jars of source text, as a build on bnd does. */
final class SourceModule {
  private static final String IMPORTS =
      "!org.osgi.service.component.annotations,!org.osgi.annotation.*,*";
  private static final String HEAD =
      """
      package m;
      import io.baton.api.code.Module;
      import io.baton.api.process.*;
      import java.util.*;
      import org.osgi.service.component.annotations.*;
      """;

  private SourceModule() {}

  /** Writes the jar of a version of the module {@code m}. */
  static Path write(Path folder, String version, String source) throws Exception {
    return jar(folder.resolve("m-%s.jar".formatted(version)), IMPORTS, HEAD + source);
  }

  /** Writes one that imports the library, which bnd does not find in its code. */
  static Path importingLibrary(Path folder, String version, String source) throws Exception {
    return jar(folder.resolve("m-%s.jar".formatted(version)), "lib," + IMPORTS, HEAD + source);
  }

  /** Writes the jar of a library with the class {@code lib.M}. */
  static Path library(Path folder) throws Exception {
    return jar(folder.resolve("lib-1.0.0.jar"), "*", "package lib; public class M {}");
  }

  /** Name and version are those of the file, the package is the name, the class is M. */
  private static Path jar(Path file, String imports, String source) throws Exception {
    String[] parts = file.getFileName().toString().replace(".jar", "").split("-", 2);
    try (Builder builder = new Builder();
        Jar content = new Jar(parts[0])) {
      SourceCompiler.compile(Map.of(parts[0] + ".M", source), List.of("-proc:none"))
          .forEach((type, bytes) ->
              content.putResource(
                  type.replace('.', '/') + ".class", new EmbeddedResource(bytes, 0)));
      builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, parts[0]);
      builder.setProperty(Constants.BUNDLE_VERSION, parts[1]);
      builder.setProperty(Constants.IMPORT_PACKAGE, imports);
      if (!source.startsWith(HEAD)) {
        builder.setProperty(Constants.EXPORT_PACKAGE, parts[0]);
      }
      builder.setProperty(Constants.NOEXTRAHEADERS, "true");
      builder.setJar(content);
      builder.addClasspath(
          new File(Module.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
      Jar jar = builder.build();
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalArgumentException(builder.getErrors().toString());
      }
      jar.write(file.toFile());
      return file;
    }
  }
}
