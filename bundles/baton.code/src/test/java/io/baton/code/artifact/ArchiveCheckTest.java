package io.baton.code.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in the archives of strangers. */
class ArchiveCheckTest {
  private static final long MOST = 1 << 20;
  private static final byte[] TEXT = "a text that is long enough to be found again".getBytes(UTF_8);

  @TempDir Path directory;

  private static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
        var sum = new CRC32();
        sum.update(entry.getValue());
        var stored = new ZipEntry(entry.getKey());
        stored.setSize(entry.getValue().length);
        stored.setCrc(sum.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** Changes one byte of the text, wherever that is in an archive. */
  private static byte[] damaged(byte[] archive) {
    int at =
        new String(archive, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("long enough");
    assertThat(at).isPositive();
    archive[at]++;
    return archive;
  }

  private Optional<String> fault(byte[] archive, String... classPath) throws IOException {
    Path file = Files.write(directory.resolve("m.jar"), archive);
    return ArchiveCheck.of(file, List.of(classPath), MOST);
  }

  @Test
  void soundArchiveHasNoFault() throws IOException {
    byte[] inner = zip(Map.of("a/A.class", TEXT));

    assertThat(fault(zip(Map.of("META-INF/MANIFEST.MF", TEXT, "lib/a.jar", inner)), "lib/a.jar"))
        .isEmpty();
  }

  @Test
  void entryWithAnotherChecksumIsNamed() throws IOException {
    assertThat(fault(damaged(zip(Map.of("a/A.class", TEXT)))))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("its entry a/A.class is damaged: its checksum is"));
  }

  /** There is a file of it for as long as it is read, and not again when it is loaded. */
  @Test
  void bundleInMemoryIsReadAsAWholeAtOnce() {
    byte[] manifest =
        """
        Manifest-Version: 1.0
        Bundle-SymbolicName: test.m
        Provide-Capability: baton.module;baton.module=m
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] bundle = damaged(zip(Map.of("META-INF/MANIFEST.MF", manifest, "a/A.class", TEXT)));

    var read = (Artifact.Read.Found) Artifact.read("memory", bundle);

    assertThat(read.artifact().damage())
        .hasValueSatisfying(
            bad -> assertThat(bad.why()).startsWith("its entry a/A.class is damaged"));
  }

  @Test
  void damagedEntryOfAJarOnTheClassPathIsFound() throws IOException {
    byte[] inner = damaged(zip(Map.of("a/A.class", TEXT)));

    assertThat(fault(zip(Map.of("lib/a.jar", inner)), "lib/a.jar"))
        .hasValueSatisfying(why -> assertThat(why).startsWith("its jar lib/a.jar is damaged:"));
  }

  @Test
  void damagedJarThatIsNotOnTheClassPathIsData() throws IOException {
    byte[] inner = damaged(zip(Map.of("a/A.class", TEXT)));

    assertThat(fault(zip(Map.of("data/a.jar", inner)), ".")).isEmpty();
  }

  @Test
  void whatInflatesToTooMuchIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[(int) MOST + 1]);
    }

    assertThat(fault(bytes.toByteArray()))
        .hasValue("it has more than 1,048,576 bytes when it is inflated");
  }

  @Test
  void jarOnTheClassPathThatInflatesToTooMuchIsRefused() throws IOException {
    var inner = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(inner)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[(int) MOST + 1]);
    }

    assertThat(fault(zip(Map.of("a.jar", inner.toByteArray())), "a.jar"))
        .hasValue("it has more than 1,048,576 bytes when it is inflated");
  }

  @Test
  void archiveThatIsCutOffIsSaid() throws IOException {
    byte[] whole = zip(Map.of("a", TEXT));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    assertThat(fault(half))
        .hasValueSatisfying(why -> assertThat(why).startsWith("it cannot be read: "));
  }
}
