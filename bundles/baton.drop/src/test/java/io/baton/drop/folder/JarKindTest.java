package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.fixtures.BundleJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarKindTest {
  @TempDir Path folder;

  private JarKind kind(BundleJar jar) {
    return JarKind.of(jar.write(folder.resolve("x.jar")));
  }

  private static BundleJar providing(String capability) {
    return new BundleJar("x", "1.0.0").header("Provide-Capability", capability);
  }

  @Test
  void theManifestSaysWhichModuleItIs() {
    assertThat(kind(providing("osgi.service;objectClass=\"a,b\",baton.module;baton.module=m")))
        .isEqualTo(new JarKind.OfModule("m"));
    assertThat(kind(providing("baton.module"))).isEqualTo(new JarKind.OfModule(""));
  }

  @Test
  void aBundleWithoutThatCapabilityIsPlain() {
    assertThat(kind(new BundleJar("x", "1.0.0"))).isEqualTo(new JarKind.PlainBundle());
    assertThat(kind(providing("other;baton.module=m"))).isEqualTo(new JarKind.PlainBundle());
  }

  @Test
  void whatIsNoBundleMayBeOneLater() throws IOException {
    Path file = folder.resolve("x.jar");

    assertThat(JarKind.of(Files.writeString(file, ""))).isEqualTo(new JarKind.NoBundle());
    assertThat(JarKind.of(Files.writeString(file, "PK..."))).isEqualTo(new JarKind.NoBundle());
    assertThat(kind(new BundleJar())).isEqualTo(new JarKind.NoBundle());
  }

  /** File Install would read all of it into memory. */
  @Test
  void aManifestThatInflatesWithoutEndIsLeftToTheCodeServer() throws IOException {
    Path file = folder.resolve("x.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      byte[] block = new byte[1 << 20];
      for (int i = 0; i <= JarKind.LARGEST_MANIFEST / block.length; i++) {
        zip.write(block);
      }
    }

    assertThat(JarKind.of(file)).isEqualTo(new JarKind.OfModule(""));
  }

  @Test
  void aLinkIsFollowedWithinTheFolderOnly() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path outside = providing("baton.module;baton.module=m").write(folder.resolve("out.jar"));
    Path inside = Files.copy(outside, inner.resolve("in.jar"));

    Path good = Files.createSymbolicLink(inner.resolve("good.jar"), inside);
    Path bad = Files.createSymbolicLink(inner.resolve("bad.jar"), outside);

    assertThat(JarKind.of(good)).isEqualTo(new JarKind.OfModule("m"));
    assertThat(JarKind.of(bad)).isInstanceOf(JarKind.NoFile.class);
  }

  /** A pipe or a device might let the reader wait for ever. */
  @Test
  void whatIsNoFileIsNotOpened() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("x.jar"));

    assertThat(JarKind.of(odd)).isInstanceOf(JarKind.NoFile.class);
  }
}
