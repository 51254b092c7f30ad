package io.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Decision;
import io.baton.api.code.Decision.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to the audit log, and found in it again. */
class AuditLogTest {
  private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;

  private AuditLog log;

  @BeforeEach
  void open() {
    log = new AuditLog(new AuditFiles(folder.resolve("audit"), 1 << 20, 2));
  }

  private static Decision loaded(String what) {
    return new Decision(
        WHEN,
        Action.LOAD,
        what,
        Optional.of("file:/m.jar"),
        Optional.of("ab"),
        "ok",
        "",
        List.of(),
        "baton.shell");
  }

  private static Decision refused(String what, String why) {
    return new Decision(
        WHEN,
        Action.SOFT_PURGE,
        what,
        Optional.empty(),
        Optional.empty(),
        "false",
        why,
        List.of("<12>", "thread http"),
        "a");
  }

  private Path current() {
    return folder.resolve("audit/audit.jsonl");
  }

  @Test
  void decisionIsOneLineOfJson() throws IOException {
    log.decided(List.of(loaded("m 1.0.0"), refused("m 2.0.0", "two\nlines \"quoted\"")));

    assertThat(current())
        .hasContent(
            """
            {"when":"2026-01-02T03:04:05.678Z","action":"load","what":"m 1.0.0","file":"file:/m.jar","sha256":"ab","result":"ok","by":"baton.shell"}
            {"when":"2026-01-02T03:04:05.678Z","action":"soft_purge","what":"m 2.0.0","result":"false","why":"two\\nlines \\"quoted\\"","ended":["<12>","thread http"],"by":"a"}
            """);
  }

  @Test
  void decisionsAreReadAsTheyWereWritten() throws IOException {
    Decision one = loaded("m 1.0.0");
    Decision other = refused("m 2.0.0", "two\nlines");
    log.decided(List.of(one, other));

    assertThat(log.last(10)).containsExactly(one, other);
  }

  @Test
  void lastDecisionsAboutAModuleAreThoseThatNameIt() throws IOException {
    log.decided(
        List.of(loaded("m 1.0.0"), loaded("m2 1.0.0"), refused("m", "x"), loaded("/m.jar")));

    assertThat(log.last("m", 10)).extracting(Decision::what).containsExactly("m 1.0.0", "m");
    assertThat(log.last("m", 1)).extracting(Decision::what).containsExactly("m");
    assertThat(log.last("unknown", 1)).isEmpty();
  }

  @Test
  void nothingIsThereBeforeTheFirstDecision() throws IOException {
    assertThat(log.last(1)).isEmpty();
    assertThat(folder.resolve("audit")).doesNotExist();
  }

  @Test
  void lineThatWasCutOffIsPassedOverAndSpoilsNoOther() throws IOException {
    log.decided(List.of(loaded("m 1.0.0")));
    Files.writeString(current(), "{\"when\":\"2026", StandardOpenOption.APPEND);

    log.decided(List.of(loaded("m 2.0.0")));

    assertThat(log.last(10)).extracting(Decision::what).containsExactly("m 1.0.0", "m 2.0.0");
  }

  @Test
  void fullFilesAreKeptUpToANumberAndOthersAreLeftAlone() throws IOException {
    Path other = folder.resolve("audit/audit-notes.jsonl");
    Files.createDirectories(other.getParent());
    Files.writeString(other, "mine");
    var small = new AuditLog(new AuditFiles(folder.resolve("audit"), 100, 2));

    IntStream.range(0, 5).forEach(i -> small.decided(List.of(loaded("m 1.0." + i))));

    assertThat(small.last(10)).extracting(Decision::what).containsExactly("m 1.0.3", "m 1.0.4");
    try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
      assertThat(files).hasSize(3).contains(other);
    }
  }

  @Test
  void decisionsOfSeveralFilesAreReadInTheirOrder() throws IOException {
    var small = new AuditLog(new AuditFiles(folder.resolve("audit"), 500, 10));

    IntStream.range(0, 10).forEach(i -> small.decided(List.of(loaded("m 1.0." + i))));

    assertThat(small.last(6))
        .extracting(Decision::what)
        .containsExactlyElementsOf(IntStream.range(4, 10).mapToObj(i -> "m 1.0." + i).toList());
  }

  @Test
  void diskThatCannotBeWrittenHoldsUpNothing() throws IOException {
    Files.writeString(folder.resolve("audit"), "a file");

    log.decided(List.of(loaded("m 1.0.0")));

    assertThat(folder.resolve("audit")).hasContent("a file");
  }
}
