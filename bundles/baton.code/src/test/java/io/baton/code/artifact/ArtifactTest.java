package io.baton.code.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

/** What a file is, as its manifest says. */
class ArtifactTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("m.jar");
  }

  private Artifact.Read bundle(String... headers) {
    Map<String, String> all = new HashMap<>();
    all.put("Bundle-SymbolicName", "test.m");
    all.put("Bundle-Version", "1.2.3");
    all.put("Provide-Capability", "baton.module;baton.module=m");
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i + 1] == null) {
        all.remove(headers[i]);
      } else {
        all.put(headers[i], headers[i + 1]);
      }
    }
    return Artifact.read(Jar.of(file(), all));
  }

  private static Artifact found(Artifact.Read read) {
    return ((Artifact.Read.Found) read).artifact();
  }

  private void assertBad(Artifact.Read read, String why) {
    assertThat(read)
        .isEqualTo(new Artifact.Read.Bad(new LoadResult.BadFile(file().toString(), why)));
  }

  @Test
  void bundleWithOneModuleIsAnArtifact() {
    Artifact artifact = found(bundle());

    assertThat(artifact)
        .isEqualTo(
            new Artifact(
                new Content.InFile(file()),
                "test.m",
                "m",
                Version.parseVersion("1.2.3"),
                List.of()));
    assertThat(artifact.what()).isEqualTo("m 1.2.3");
  }

  @Test
  void directivesOfTheSymbolicNameAreNoPartOfIt() {
    Artifact artifact = found(bundle("Bundle-SymbolicName", "test.m;singleton:=true"));

    assertThat(artifact.symbolicName()).isEqualTo("test.m");
  }

  @Test
  void otherCapabilitiesAreNotConcerned() {
    Artifact artifact =
        found(
            bundle(
                "Provide-Capability",
                "osgi.service;objectClass:List<String>=\"a.B,a.C\";effective:=active,"
                    + "baton.module;baton.module=\"call_stats\",other;baton.module=x"));

    assertThat(artifact.module()).isEqualTo("call_stats");
  }

  @Test
  void classPathOutsideOfTheFileIsRefused() {
    assertBad(
        bundle("Bundle-ClassPath", ".,external:/opt/lib/x.jar"),
        "its Bundle-ClassPath names external:/opt/lib/x.jar, which is not in the file: that code"
            + " would not be checked, and might change without a load; put the jar into the"
            + " bundle");
  }

  @Test
  void bundleWithoutVersionIsVersionZero() {
    Artifact artifact = found(bundle("Bundle-Version", null));

    assertThat(artifact.version()).isEqualTo(Version.emptyVersion);
  }

  @Test
  void missingFileIsNoFile() {
    Path missing = directory.resolve("missing.jar");

    assertThat(Artifact.read(missing))
        .isEqualTo(
            new Artifact.Read.Bad(
                new LoadResult.NoFile(missing.toString(), "there is no such file")));
  }

  @Test
  void directoryIsNoBundle() throws IOException {
    Files.createDirectory(file());

    assertBad(Artifact.read(file()), "expected the file of a bundle, found a directory");
  }

  @Test
  void fileThatIsNoJarIsNoBundle() throws IOException {
    Files.writeString(file(), "this is no jar");

    assertThat(Artifact.read(file()))
        .isInstanceOfSatisfying(
            Artifact.Read.Bad.class,
            bad -> assertThat(bad.refused().why()).startsWith("it is not a jar: "));
  }

  @Test
  void emptyFileIsNoBundle() throws IOException {
    Files.createFile(file());

    assertThat(Artifact.read(file()))
        .isInstanceOfSatisfying(
            Artifact.Read.Bad.class,
            bad -> assertThat(bad.refused().why()).startsWith("it is not a jar: "));
  }

  @Test
  void jarThatIsCutOffIsNoBundle() throws IOException {
    Jar.ofModule(file(), "m", "1.0.0");
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length / 2));

    assertThat(Artifact.read(file())).isInstanceOf(Artifact.Read.Bad.class);
  }

  @Test
  void jarWithoutAManifestIsNoBundle() throws IOException {
    new JarOutputStream(Files.newOutputStream(file())).close();

    assertBad(Artifact.read(file()), "it has no manifest, so it is no bundle");
  }

  @Test
  void jarWithoutASymbolicNameIsNoBundle() {
    assertBad(
        bundle("Bundle-SymbolicName", null),
        "its manifest has no Bundle-SymbolicName, so it is no bundle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", "a b", "\""})
  void symbolicNameThatIsNoneIsNoBundle(String name) {
    assertThat(bundle("Bundle-SymbolicName", name)).isInstanceOf(Artifact.Read.Bad.class);
  }

  @Test
  void versionThatIsNoneIsSaid() {
    assertThat(bundle("Bundle-Version", "one"))
        .isInstanceOfSatisfying(
            Artifact.Read.Bad.class,
            bad -> assertThat(bad.refused().why()).contains("invalid version \"one\""));
  }

  @Test
  void fragmentIsNoVersion() {
    assertBad(
        bundle("Fragment-Host", "test.other"),
        "it is a fragment; a version of a module is a bundle of its own");
  }

  @Test
  void bundleWithoutAModuleIsNone() {
    String why =
        "it has no component with @Module, as its manifest provides no capability baton.module, and"
            + " no configuration io.baton.adopt adopts it; exactly one is needed";

    assertBad(bundle("Provide-Capability", null), why);
    assertBad(bundle("Provide-Capability", "osgi.service;objectClass=a.B"), why);
  }

  @Test
  void bundleWithTwoModulesIsNone() {
    assertBad(
        bundle("Provide-Capability", "baton.module;baton.module=a,baton.module;baton.module=b"),
        "it has 2 components with @Module; exactly one is needed: [a, b]; put each into a bundle of"
            + " its own");
  }

  @Test
  void moduleWithoutANameIsNone() {
    assertBad(
        bundle("Provide-Capability", "baton.module"),
        "its capability baton.module names the module nothing; a name has letters, digits, dots"
            + " and underscores");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ";;", "baton.module;", "baton.module;baton.module=\"a"})
  void capabilitiesThatCannotBeReadAreNone(String capabilities) {
    assertThat(bundle("Provide-Capability", capabilities)).isInstanceOf(Artifact.Read.Bad.class);
  }

  @Test
  void symbolicNameOfThousandsOfPartsIsRead() {
    String name = "a" + ".a".repeat(10_000);

    assertThat(found(bundle("Bundle-SymbolicName", name)).symbolicName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "a.", "a..b"})
  void symbolicNameWithAnEmptyPartIsNone(String name) {
    assertThat(bundle("Bundle-SymbolicName", name)).isInstanceOf(Artifact.Read.Bad.class);
  }

  @Test
  void capabilitiesThatCannotBeReadAreNamed() {
    assertThat(bundle("Provide-Capability", "baton.module;baton.module=m;x=\""))
        .isInstanceOfSatisfying(
            Artifact.Read.Bad.class,
            bad ->
                assertThat(bad.refused().why())
                    .startsWith("its Provide-Capability cannot be read: "));
  }

  @Test
  void manifestThatInflatesToTooMuchIsNotRead() throws IOException {
    try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(file()))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/MANIFEST.MF"));
      zip.write(new byte[ManifestReader.LARGEST + 1]);
    }

    assertBad(Artifact.read(file()), "its manifest is larger than 16,777,216 bytes");
  }
}
