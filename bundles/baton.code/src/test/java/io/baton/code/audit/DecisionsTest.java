package io.baton.code.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Decision;
import io.baton.api.code.Decision.Action;
import io.baton.api.code.Source;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.loading.OldVersion;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests the log of decisions is told of. */
class DecisionsTest {
  @TempDir Path folder;

  private StubbedServer server;
  private Release one;
  private Release two;
  private Release three;

  @BeforeEach
  void start() {
    server = new StubbedServer(folder);
    one = server.framework.release("m", "1.0.0");
    two = server.framework.release("m", "2.0.0");
    three = server.framework.release("m", "3.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> decided() {
    return server.decided.stream()
        .map(one -> "%s %s %s".formatted(one.action(), one.what(), one.result()))
        .toList();
  }

  @Test
  void loadIsToldWithItsFileAndItsDigest() throws IOException {
    server.current(one);

    Decision told = server.decided.getFirst();
    assertThat(told.action()).isEqualTo(Action.LOAD);
    assertThat(told.what()).isEqualTo("m 1.0.0");
    assertThat(told.file()).hasValue(one.file.toUri().toString());
    assertThat(told.sha256()).hasValue(Sha256.of(Files.newInputStream(one.file)));
    assertThat(told.result()).isEqualTo("ok");
    assertThat(told.by()).isEqualTo("test");
  }

  @Test
  void refusedLoadIsToldWithItsReasonAndTheFileThatWasRefused() throws IOException {
    server.current(one);
    server.current(two);

    var _ = server.loads.file(three.file);

    Decision told = server.decided.getLast();
    assertThat(told.result()).isEqualTo("not_purged");
    assertThat(told.why()).isNotEmpty();
    assertThat(told.file()).hasValue(three.file.toString());
    assertThat(told.sha256()).hasValue(Sha256.of(Files.newInputStream(three.file)));
  }

  @Test
  void fileThatIsNotThereIsToldWithoutDigest() {
    var _ = server.loads.file(folder.resolve("absent.jar"));

    assertThat(server.decided).hasSize(1);
    assertThat(server.decided.getFirst().result()).isEqualTo("nofile");
    assertThat(server.decided.getFirst().sha256()).isEmpty();
  }

  @Test
  void purgeBeforeALoadIsADecisionOfItsOwnWithThoseItEnded() {
    InstalledVersion first = server.current(one);
    server.current(two);
    server.stayIn(first, 7);

    var _ = server.loads.of(three.source(), OldVersion.PURGE);

    assertThat(decided())
        .containsExactly(
            "LOAD m 1.0.0 ok", "LOAD m 2.0.0 ok", "PURGE m 1.0.0 ok", "LOAD m 3.0.0 ok");
    assertThat(server.decided.get(2).ended()).containsExactly("<7>");
    assertThat(server.decided.get(2).sha256())
        .isEqualTo(MarkedLocation.sha256(first.id().location()));
  }

  @Test
  void softPurgesPurgesAndDeletesAreTold() {
    InstalledVersion first = server.current(one);
    server.current(two);
    server.stayIn(first, 7);

    var _ = server.purges.softPurge("m");
    var _ = server.deletes.delete("m");
    var _ = server.purges.purge("m");
    var _ = server.deletes.delete("m");
    var _ = server.purges.softPurge("m");

    assertThat(decided().subList(2, 7))
        .containsExactly(
            "SOFT_PURGE m 1.0.0 false",
            "DELETE m 1.0.0 not_purged",
            "PURGE m 1.0.0 ok",
            "DELETE m 2.0.0 ok",
            "SOFT_PURGE m 2.0.0 ok");
  }

  @Test
  void versionsOfAnAtomicLoadAreToldOneByOne() {
    Release other = server.framework.release("other", "1.0.0");

    var _ = server.atomicLoads.atomic(List.of(one.source(), other.source()));
    var _ = server.atomicLoads.atomic(List.of(new Source.OnPath("a"), new Source.OnPath("b")));

    assertThat(decided())
        .containsExactly(
            "LOAD m 1.0.0 ok", "LOAD other 1.0.0 ok", "LOAD a nofile", "LOAD b nofile");
  }

  @Test
  void moduleThatIsLoadedBecauseItIsNeededIsToldOnce() {
    var _ = server.loads.ensure("m");
    var _ = server.loads.ensure("m");

    assertThat(decided()).containsExactly("LOAD m 3.0.0 ok");
  }

  @Test
  void modulesThatAreEnsuredTogetherAreToldAndThoseThatCannotBeLoadedAreNamed() {
    Release other = server.framework.release("other", "1.0.0");

    assertThat(server.loads.ensureAll(List.of("m", "none", "other")))
        .containsOnlyKeys("none")
        .hasEntrySatisfying("none", why -> assertThat(why.reason()).isEqualTo("nofile"));
    assertThat(server.call(other.module)).isEqualTo("1.0.0");
    assertThat(decided())
        .containsExactlyInAnyOrder("LOAD m 3.0.0 ok", "LOAD none nofile", "LOAD other 1.0.0 ok");
    assertThat(server.decided).allSatisfy(one -> assertThat(one.by()).isEqualTo("test"));
  }

  @Test
  void requestThatHasNothingToDecideIsNotTold() {
    var _ = server.purges.purge("m");
    var _ = server.purges.softPurge("m");
    var _ = server.deletes.delete("m");

    assertThat(server.decided).isEmpty();
  }

  @Test
  void whatAsksIsNotLookedForIfThereIsNoLog() {
    var decisions =
        new Decisions(
            Optional::empty,
            () -> {
              throw new AssertionError("asked");
            });

    assertThat(decisions.requester()).isEmpty();
  }
}
