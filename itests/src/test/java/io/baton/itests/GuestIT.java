package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.LoadResult;
import io.baton.fixtures.Await;
import io.baton.spi.Log;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What Baton is in a framework that is not its own, and what is said if something does not fit. */
class GuestIT {
  @TempDir Path folder;

  private PlainFramework withBaton() throws Exception {
    PlainFramework framework = PlainFramework.start(folder.resolve("framework"));
    framework.install(PlainFramework.NEEDED);
    framework.install(PlainFramework.BATON);
    for (Bundle bundle : framework.context().getBundles()) {
      bundle.start();
    }
    return framework;
  }

  /** A bundle with other headers. */
  private Path changed(String artifact, String name, String header, String value) throws Exception {
    Path to = folder.resolve(name + ".jar");
    try (var from = new JarFile(Bundles.jar(artifact).toFile())) {
      Manifest manifest = from.getManifest();
      manifest.getMainAttributes().putValue(header, value);
      try (OutputStream out = Files.newOutputStream(to);
          var jar = new JarOutputStream(out, manifest)) {
        for (var entry : from.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
            jar.putNextEntry(new ZipEntry(entry.getName()));
            try (InputStream content = from.getInputStream(entry)) {
              content.transferTo(jar);
            }
          }
        }
      }
    }
    return to;
  }

  private static String header(String artifact, String name) throws Exception {
    try (var jar = new JarFile(Bundles.jar(artifact).toFile())) {
      return jar.getManifest().getMainAttributes().getValue(name);
    }
  }

  @Test
  void aModuleWithoutBatonDoesNotResolveAndTheFrameworkSaysWhatIsMissing() throws Exception {
    try (var framework = PlainFramework.start(folder.resolve("framework"))) {
      framework.install(PlainFramework.NEEDED);
      for (Bundle bundle : framework.context().getBundles()) {
        bundle.start();
      }
      Bundle module = framework.install(Bundles.jar("frequency-1.0"));

      var failure = catchThrowableOfType(BundleException.class, module::start);

      assertThat(failure).hasMessageContaining("osgi.extender").hasMessageContaining("io.baton");
    }
  }

  @Test
  void ofTwoVersionsOfBatonOneResolves() throws Exception {
    try (var framework = withBaton();
        var warnings = new Warnings("io.baton.spi")) {
      Bundle second = framework.install(changed("baton.code", "second", "Bundle-Version", "0.0.9"));

      assertThatThrownBy(second::start).isInstanceOf(BundleException.class);
      if (!framework.hasLog()) {
        Await.until(() -> !warnings.about("baton.code 0.0.9").isEmpty(), BatonTest.PATIENCE);
        assertThat(warnings.about("baton.code 0.0.9"))
            .singleElement()
            .asString()
            .contains("is there already: a framework has one Baton");
      }
      assertThat(framework.service(CodeLoader.class).loadFile(Bundles.jar("frequency-1.0")))
          .isInstanceOf(LoadResult.Loaded.class);
    }
  }

  @Test
  void theSameBatonFromAnotherPlaceIsNotInstalled() throws Exception {
    try (var framework = withBaton()) {
      Path copy = Files.copy(Bundles.jar("baton.code"), folder.resolve("copy.jar"));

      assertThatThrownBy(() -> framework.install(copy))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("baton.code");
    }
  }

  /** The processes of one would run in the other. */
  @Test
  void aSecondFrameworkWithTheSameApiIsRefusedUntilTheFirstHasStopped() throws Exception {
    try (var first = withBaton();
        var second = PlainFramework.start(folder.resolve("second"))) {
      second.install(PlainFramework.NEEDED);
      second.install(PlainFramework.BATON);
      for (Bundle bundle : second.context().getBundles()) {
        bundle.start();
      }

      assertThat(second.context().getServiceReference(Code.class)).isNull();
      assertThat(first.service(Code.class)).isNotNull();
    }
    try (var third = withBaton()) {
      assertThat(third.service(Code.class)).isNotNull();
    }
  }

  @Test
  void aModuleThatWasBuiltAgainstAnotherBatonIsRefusedAndBothVersionsAreNamed() throws Exception {
    String imports = header("frequency-1.0", "Import-Package");
    assertThat(imports).contains("io.baton.api.code;version=\"[0.1,1)\"");
    Path newer =
        changed(
            "frequency-1.0",
            "newer",
            "Import-Package",
            imports.replace(
                "io.baton.api.code;version=\"[0.1,1)\"", "io.baton.api.code;version=\"[7.1,8)\""));
    Path older =
        changed(
            "frequency-1.0",
            "older",
            "Import-Package",
            imports.replace(
                "io.baton.api.code;version=\"[0.1,1)\"",
                "io.baton.api.code;version=\"[0.0.1,0.0.2)\""));
    try (var framework = withBaton()) {
      CodeLoader loader = framework.service(CodeLoader.class);

      for (Path file : List.of(newer, older)) {
        LoadResult result = loader.loadFile(file);

        assertThat(result).isInstanceOf(LoadResult.Unresolved.class);
        assertThat(((LoadResult.Unresolved) result).why())
            .startsWith("it was built against another version of Baton: it needs")
            .contains("and this Baton has io.baton.api.code 0.1.0");
      }
    }
  }

  /**
   * What the page about frameworks lists; {@code baton-pause} is of a framework that has stopped.
   */
  @Test
  void withoutAModuleFourThreadsRun() throws Exception {
    try (var framework = withBaton()) {
      framework.service(Code.class);
      boolean _ = Log.flush(BatonTest.PATIENCE);

      Set<String> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("baton"))
              .collect(Collectors.toCollection(TreeSet::new));

      threads.remove("baton-pause");
      assertThat(threads)
          .containsExactly("baton-balancer", "baton-deadlines", "baton-reaper", "baton-timekeeper");
    }
  }
}
