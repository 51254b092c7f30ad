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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the archives of strangers. */
class ArchiveCheckTest {
  private static final long MOST = 1 << 20;
  private static final ArchiveBounds BOUNDS = new ArchiveBounds(1 << 16, MOST, 3, 200);
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
    return ArchiveCheck.of(file, List.of(classPath), BOUNDS);
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

    var read = (Artifact.Read.Found) Artifact.read("memory", bundle, BOUNDS);

    assertThat(read.artifact().damage(BOUNDS))
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
        .hasValue("it has more than 1,048,576 bytes when it is inflated (archive.total.mb)");
  }

  @Test
  void jarOnTheClassPathThatInflatesToTooMuchIsRefused() throws IOException {
    var inner = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(inner)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      zip.write(new byte[(int) MOST + 1]);
    }

    assertThat(fault(zip(Map.of("a.jar", inner.toByteArray())), "a.jar"))
        .hasValue("it has more than 1,048,576 bytes when it is inflated (archive.total.mb)");
  }

  @Test
  void archiveThatIsCutOffIsSaid() throws IOException {
    byte[] whole = zip(Map.of("a", TEXT));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    assertThat(fault(half))
        .hasValueSatisfying(why -> assertThat(why).startsWith("it cannot be read: "));
  }

  @Test
  void classThatIsTooLargeIsNamed() throws IOException {
    assertThat(fault(zip(Map.of("a/A.class", new byte[(1 << 16) + 1]))))
        .hasValue("its entry a/A.class is larger than 65,536 bytes (archive.entry.mb)");
  }

  @Test
  void entriesOfJarsOnTheClassPathAreCounted() throws IOException {
    byte[] inner = zip(Map.of("a", TEXT, "b", TEXT, "c", TEXT));

    assertThat(fault(zip(Map.of("a", TEXT, "b", TEXT, "c", TEXT)))).isEmpty();
    assertThat(fault(zip(Map.of("a.jar", inner)), "a.jar"))
        .hasValue("it has more than 3 entries (archive.entries)");
  }

  /** From 16 MB on: less is no harm, however small the file is. */
  @Test
  void whatInflatesToManyTimesItsSizeIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (long left = ArchiveBounds.SMALL; left >= 0; left -= MOST) {
        zip.write(new byte[(int) MOST]);
      }
    }
    Path file = Files.write(directory.resolve("m.jar"), bytes.toByteArray());

    assertThat(ArchiveCheck.of(file, List.of(), ArchiveBounds.DEFAULTS))
        .hasValue("it has more than 16,777,216 bytes when it is inflated (archive.ratio)");
    assertThat(ArchiveCheck.of(file, List.of(), new ArchiveBounds(1 << 16, 1L << 30, 3, 2000)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "/etc/a", "C:/a", "..\\a", "a\\..\\b", "..", "\\a"})
  void nameThatLeadsOutOfTheArchiveIsRefused(String name) throws IOException {
    assertThat(fault(zip(Map.of(name, TEXT))))
        .hasValueSatisfying(
            why -> assertThat(why).endsWith(" has a name that leads out of the archive"));
    assertThat(fault(zip(Map.of("a.jar", zip(Map.of(name, TEXT)))), "a.jar")).isNotEmpty();
  }

  @Test
  void dotsInANameAreNoWayOut() throws IOException {
    assertThat(fault(zip(Map.of("a..b/..c/d..", TEXT, "a/.b", TEXT)))).isEmpty();
  }
}
