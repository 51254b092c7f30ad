package io.baton.testing;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import io.baton.api.code.Module;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.Attributes;

/** Makes versions of classes of the tests, with bnd. */
final class MadeModule {
  /** Nothing at run time needs annotations. */
  private static final String IMPORTS =
      "!org.osgi.service.component.annotations,!org.osgi.annotation.*,!org.jspecify.annotations,*";

  private MadeModule() {}

  static ModuleJar of(Class<?> type, String version) {
    try (Builder builder = new Builder()) {
      builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, type.getName().replace('$', '.'));
      builder.setProperty(Constants.BUNDLE_VERSION, version);
      builder.setProperty(Constants.IMPORT_PACKAGE, IMPORTS);
      builder.setProperty(Constants.NOEXTRAHEADERS, "true");
      builder.setProperty(Constants.NOCLASSFORNAME, "true");
      builder.setJar(content(type));
      builder.addClasspath(jarOf(Module.class));
      Jar jar = builder.build();
      if (!builder.getErrors().isEmpty()) {
        throw wrong(type, String.join("; ", builder.getErrors()));
      }
      Attributes headers = jar.getManifest().getMainAttributes();
      if (Manifests.module(headers).isEmpty()
          || headers.getValue(Constants.SERVICE_COMPONENT) == null) {
        throw wrong(type, "it needs both annotations, @Component and @Module");
      }
      Path file = TemporaryFiles.jar();
      jar.write(file.toFile());
      return ModuleJar.of(file);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("bnd fails for " + type.getName(), e);
    }
  }

  private static IllegalArgumentException wrong(Class<?> type, String why) {
    return new IllegalArgumentException(
        "no module can be made of %s: %s".formatted(type.getName(), why));
  }

  private static Jar content(Class<?> type) {
    Jar jar = new Jar("module");
    UsedClasses.of(type).forEach((path, bytes) -> jar.putResource(path, resource(bytes)));
    return jar;
  }

  private static EmbeddedResource resource(byte[] bytes) {
    return new EmbeddedResource(bytes, 0);
  }

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
