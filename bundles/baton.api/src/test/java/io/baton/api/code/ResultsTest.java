package io.baton.api.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts of results. */
class ResultsTest {
  private static final ModuleVersion OLD =
      new ModuleVersion("frequency", "1.0.0", 7, "file:/f.jar", Instant.EPOCH);

  private record Numbered(long number) implements Pid {
    @Override
    public String toString() {
      return "<" + number + ">";
    }
  }

  private static Lingering lingering(Optional<Pid> pid, String name) {
    return new Lingering(
        OLD, pid, name, Instant.EPOCH, "F.loop(F.java:3)", "receive Request", Optional.empty());
  }

  @Test
  void versionPrintsItsModuleAndVersion() {
    assertThat(OLD).hasToString("frequency 1.0.0");
  }

  @Test
  void processLingersWithItsName() {
    assertThat(lingering(Optional.of(new Numbered(42)), "server").label())
        .isEqualTo("<42> (server)");
  }

  @Test
  void processWithoutANameCanLinger() {
    assertThat(lingering(Optional.of(new Numbered(42)), "").label()).isEqualTo("<42>");
  }

  @Test
  void threadCanLinger() {
    assertThat(lingering(Optional.empty(), "http-7").label()).isEqualTo("thread http-7");
  }

  @Test
  void lingeringShowsTheProcessThePlaceAndTheReason() {
    assertThat(lingering(Optional.of(new Numbered(42)), ""))
        .hasToString("<42> in frequency 1.0.0 at F.loop(F.java:3), receive Request");
  }

  @Test
  void onlyAPurgeByKillingHasKilled() {
    List<Lingering> killed = List.of(lingering(Optional.empty(), "http-7"));

    assertThat(new PurgeResult.PurgedByKilling(OLD, killed, List.of()).killedProcesses())
        .isEqualTo(killed);
    assertThat(new PurgeResult.Purged(OLD).killedProcesses()).isEmpty();
    assertThat(new PurgeResult.NoOldVersion("frequency").killedProcesses()).isEmpty();
  }

  @Test
  void aWiredBundleSaysWhatItUses() {
    var wired = new WiredBundle(OLD, 7, "ext 1.0.0", List.of("imports exp.api", "imports exp.spi"));

    assertThat(wired).hasToString("bundle ext 1.0.0, which imports exp.api and imports exp.spi");
    assertThat(new PurgeResult.Purged(OLD, List.of(wired)).wiredBundles()).containsExactly(wired);
    assertThat(new LoadResult.NotPurged("exp 3.0.0", OLD, List.of(), List.of(wired)).why())
        .isEqualTo(
            "frequency 1.0.0 is old and not purged; used by "
                + wired
                + ": refresh the bundles, or purge it");
  }

  @Test
  void refusalsHaveTheReasonThatErlangGives() {
    String what = "frequency 2.0.0";

    assertThat(
            List.of(
                    new LoadResult.NoFile(what, ""),
                    new LoadResult.NotPurged(what, OLD, List.of()),
                    new LoadResult.Unsatisfied(what, List.of()),
                    new LoadResult.OnLoadFailure(what, ""),
                    new LoadResult.BadFile(what, ""),
                    new LoadResult.OtherModule(what, "f.jar", "other"),
                    new LoadResult.AlreadyInstalled(what, "3"),
                    new LoadResult.Unresolved(what, ""),
                    new LoadResult.Entangled(what, ""),
                    new LoadResult.NotLinked(what, "a.B", "cause"),
                    new LoadResult.Sticky(what),
                    new LoadResult.NamedTwice(what),
                    new LoadResult.OnLoadNotAllowed(what),
                    new LoadResult.PendingOnLoad(what),
                    new LoadResult.NotStored(what, ""))
                .stream()
                .map(LoadResult.Refused.class::cast)
                .map(LoadResult.Refused::reason))
        .containsExactly(
            "nofile",
            "not_purged",
            "on_load_failure",
            "on_load_failure",
            "badfile",
            "badfile",
            "badfile",
            "badfile",
            "badfile",
            "badfile",
            "sticky_directory",
            "duplicated",
            "on_load_not_allowed",
            "pending_on_load",
            "system_limit");
  }

  @Test
  void otherModuleSaysWhichOne() {
    assertThat(new LoadResult.OtherModule("frequency", "f.jar", "pricing").why())
        .isEqualTo("f.jar holds the module pricing; load it under that name");
  }

  @Test
  void duplicateSaysWhichBundle() {
    assertThat(new LoadResult.AlreadyInstalled("frequency 2.0.0", "3 (file:/f.jar)").why())
        .isEqualTo(
            "bundle 3 (file:/f.jar) has the same symbolic name, version and content; there is"
                + " nothing newer");
  }

  @Test
  void notLinkedSaysWhichClassAndWhy() {
    assertThat(new LoadResult.NotLinked("frequency 2.0.0", "a.B", "no c.D").why())
        .isEqualTo("class a.B does not link: no c.D");
  }

  @Test
  void unsatisfiedSaysWhatIsMissing() {
    assertThat(new LoadResult.Unsatisfied("frequency 2.0.0", List.of("a.Clock", "b.Log")).why())
        .isEqualTo("its component waits for a.Clock, b.Log");
  }

  @Test
  void notPurgedListsTheProcessesInTheOldVersion() {
    List<Lingering> someone = List.of(lingering(Optional.of(new Numbered(42)), ""));

    assertThat(new LoadResult.NotPurged("frequency 2.0.0", OLD, someone).why())
        .isEqualTo("frequency 1.0.0 is old and not purged; in it: " + someone);
    assertThat(new LoadResult.NotPurged("frequency 2.0.0", OLD, List.of()).why())
        .isEqualTo(
            "frequency 1.0.0 is old and not purged; no process is in it: soft purge it first");
  }

  @Test
  void purgedCodeExceptionSaysWhichVersion() {
    var exception = new PurgedCodeException("frequency 1.0.0 was purged", 7);

    assertThat(exception).hasMessage("frequency 1.0.0 was purged");
    assertThat(exception.version()).isEqualTo(7);
  }
}
