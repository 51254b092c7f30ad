package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.whereis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.examples.frequency.FrequencyClient;
import io.baton.examples.frequency.Reply;
import io.baton.examples.frequency.Reply.Allocated;
import io.baton.examples.frequency.Reply.Ok;
import io.baton.examples.frequency.Reply.Reason;
import io.baton.examples.frequency.Reply.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/** The course's exercise: upgrade the frequency server while it runs. */
public class FrequencyIT extends BatonTest {
  private FrequencyClient frequency;

  @Before
  public void becomeAClient() {
    frequency = code.qualified("frequency", FrequencyClient.class);
  }

  private LoadResult.Loaded loadFrequency(String version) {
    return load(Bundles.jar("frequency-" + version));
  }

  private List<Reply> allocate(int times) {
    return Stream.generate(frequency::allocate).limit(times).toList();
  }

  /** Step by step, as {@code seeds/001} has it. */
  @Test
  public void theRunningServerIsUpgradedWithoutLosingAnAllocation() {
    loadFrequency("1.0");
    Pid server = frequency.start();
    assertThat(allocate(7))
        .containsExactly(
            new Allocated(10),
            new Allocated(11),
            new Allocated(12),
            new Allocated(13),
            new Allocated(14),
            new Allocated(15),
            new Refused(Reason.NO_FREQUENCY));
    awaitReceive(server);

    loadFrequency("2.0");
    SoftPurgeResult first = codeLoader.softPurge("frequency");
    Reply byTheOld = frequency.allocate();
    Reply injected = frequency.inject(List.of(20, 21));
    SoftPurgeResult second = codeLoader.softPurge("frequency");

    assertThat(first).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(byTheOld).isEqualTo(new Refused(Reason.NO_FREQUENCY));
    assertThat(injected).isEqualTo(new Ok());
    assertThat(second).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(whereis("frequency")).contains(server);
    assertThat(allocate(3))
        .containsExactly(new Allocated(20), new Allocated(21), new Refused(Reason.NO_FREQUENCY));
    assertThat(frequency.deallocate(10)).isEqualTo(new Ok());
  }

  /** The old server does not know the request; it leaves it in the mailbox for the new one. */
  @Test
  public void aRequestThatTheOldServerDoesNotKnowWaitsForTheNewOne() throws Exception {
    loadFrequency("1.0");
    awaitReceive(frequency.start());
    loadFrequency("2.0");
    Pid injector = spawn(() -> frequency.inject(List.of(20)));
    awaitReceive(injector);
    monitor(injector);

    Reply byTheOld = frequency.allocate();

    assertThat(byTheOld).isEqualTo(new Allocated(10));
    assertThat(await(Down.class).reason()).isEqualTo(ExitReason.NORMAL);
    assertThat(allocate(6)).contains(new Allocated(20));
  }

  /** The code path finds the newest, whatever the order of the files. */
  @Test
  public void theNewestVersionOnTheCodePathIsLoaded() throws Exception {
    for (String version : List.of("2.0", "0.9", "1.0")) {
      Files.copy(
          Bundles.jar("frequency-" + version), codePath().resolve("f-%s.jar".formatted(version)));
    }
    Files.writeString(codePath().resolve("text.jar"), "passed over, as is what holds no module");
    Path _ = TestBundle.plain("library", "1.0.0").in(codePath());

    LoadResult result = codeLoader.load("frequency");

    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    assertThat(current("frequency")).isEqualTo("2.0.0");
    assertThat(codeStatus.exports("frequency"))
        .containsExactly(
            "allocate() -> Reply",
            "deallocate(int) -> Reply",
            "inject(List<Integer>) -> Reply",
            "loop(Pool) -> Next",
            "start() -> Pid",
            "stop() -> Reply");
  }

  @Test
  public void aVersionMayBeWrittenShort() throws Exception {
    Files.copy(Bundles.jar("frequency-1.0"), codePath().resolve("frequency-1.0.jar"));

    LoadResult result = codeLoader.load("frequency", "1.0");

    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    assertThat(current("frequency")).isEqualTo("1.0.0");
  }

  /** The way back: state of 2.0 goes on in 1.0. */
  @Test
  public void theServerCanBeDowngraded() {
    loadFrequency("2.0");
    frequency.start();
    frequency.allocate();
    frequency.inject(List.of(20));

    loadFrequency("1.0");
    Reply byTwo = frequency.allocate();
    Reply byOne = frequency.allocate();

    assertThat(List.of(byTwo, byOne)).containsExactly(new Allocated(11), new Allocated(12));
    assertThat(codeLoader.softPurge("frequency")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThatThrownBy(() -> frequency.inject(List.of(21)))
        .isInstanceOf(UndefinedFunctionException.class);
    assertThat(allocate(5)).contains(new Allocated(20), new Refused(Reason.NO_FREQUENCY));
  }

  /** Version 0.9 is the course's server as it stands: its loop is local. */
  @Test
  public void theServerWithALocalLoopNeverSwitches() {
    loadFrequency("0.9");
    Pid server = frequency.start();
    frequency.allocate();

    loadFrequency("1.0");
    List<Reply> replies = allocate(5);
    SoftPurgeResult result = codeLoader.softPurge("frequency");

    assertThat(replies).hasSize(5).contains(new Allocated(15));
    assertThat(result).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(((SoftPurgeResult.StillUsed) result).lingering())
        .extracting(Lingering::pid)
        .containsExactly(Optional.of(server));
    assertThat(isAlive(server)).isTrue();
  }

  @Test
  public void purgeEndsTheServerThatNeverSwitchesAndItsNameIsFree() {
    loadFrequency("0.9");
    Pid server = frequency.start();
    frequency.allocate();
    var ref = monitor(server);
    loadFrequency("1.0");

    PurgeResult result = codeLoader.purge("frequency");

    assertThat(result.killedProcesses()).extracting(Lingering::pid).contains(Optional.of(server));
    assertThat(await(Down.class)).isEqualTo(new Down(ref, server, ExitReason.KILLED));
    assertThat(whereis("frequency")).isEmpty();
    Pid next = frequency.start();
    assertThat(whereis("frequency")).contains(next);
    assertThat(frequency.allocate()).isEqualTo(new Allocated(10));
  }

  @Test
  public void aClientThatAsksWhenThereIsNoServerIsTold() {
    loadFrequency("1.0");

    assertThatThrownBy(frequency::allocate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no process is registered as frequency");
  }
}
