package io.baton.examples.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckResult;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.embedded.Baton;
import io.baton.testing.BatonTest;
import io.baton.testing.LoadDriver;
import io.baton.testing.ModuleJar;
import io.baton.testing.Modules;
import io.baton.testing.Upgrade;
import io.baton.testing.UpgradeFrom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.annotations.Component;

// region class
@BatonTest
class FrequencyUpgradeIT {
  /** The functions that all versions have. */
  interface Client {
    Object start();

    Reply allocate();

    Reply deallocate(int frequency);
  }

  // endregion

  // region load
  @UpgradeFrom("1.0.0")
  void noReplyIsLost(Upgrade upgrade) {
    upgrade.loadFrom();
    Client client = upgrade.view(Client.class);
    client.start();

    try (LoadDriver load = LoadDriver.start(3, () -> borrow(client))) {
      load.awaitAnswers(100);
      upgrade.loadTo();
      load.awaitAnswers(100);
      load.stop().assertAllAnswered();
    }

    upgrade.assertNoneLingers();
    upgrade.assertFromUnloads();
  }

  /** A client takes a frequency and gives it back: there are six, so each of three gets one. */
  private static void borrow(Client client) {
    if (client.allocate() instanceof Reply.Allocated(int frequency)) {
      assertThat(client.deallocate(frequency)).isEqualTo(new Reply.Ok());
    } else {
      throw new AssertionError("no frequency, though three clients use six");
    }
  }

  // endregion

  // region state
  @UpgradeFrom("1.0.0")
  void allocationsOutliveTheUpgrade(Upgrade upgrade) {
    upgrade.loadFrom();
    Client client = upgrade.view(Client.class);
    client.start();
    assertThat(client.allocate()).isEqualTo(new Reply.Allocated(10));
    upgrade.assertStateFits();

    upgrade.loadTo();

    assertThat(client.allocate()).isEqualTo(new Reply.Allocated(11));
    assertThat(client.deallocate(10)).isEqualTo(new Reply.Ok());
    assertThat(client.allocate()).isEqualTo(new Reply.Allocated(10));
  }

  // endregion

  // region project
  @Test
  void frequenciesCanBeInjected(Modules modules) {
    modules.load(ModuleJar.ofProject());
    Frequency frequency = modules.view("frequency", Frequency.class);
    frequency.start();

    assertThat(frequency.inject(List.of(20, 21))).isEqualTo(new Reply.Ok());
  }

  // endregion

  // region refused
  /** A next version that nobody can use: its component needs what is not there. */
  @Component(service = Runnable.class)
  @Module("frequency")
  public static final class Broken implements Runnable {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("no transmitter");
    }

    @Override
    public void run() {
      // never called
    }
  }

  @Test
  void aVersionThatCannotStartChangesNothing(Modules modules, CodeStatus status) {
    modules.load(ModuleJar.ofProject());

    LoadResult.OnLoadFailure refused =
        modules.assertRefused(ModuleJar.of(Broken.class, "3.0.0"), LoadResult.OnLoadFailure.class);

    assertThat(refused.why()).contains("no transmitter");
    assertThat(status.isLoaded("frequency").orElseThrow().version()).isEqualTo("2.0.0");
  }

  // endregion

  @Test
  void theCheckSaysWhatWouldBecomeOfTheState(Modules modules, Baton baton) {
    ModuleJar project = ModuleJar.ofProject();
    modules.load(project);
    modules.view("frequency", Frequency.class).start();

    CheckResult.Checked check = modules.check(project);

    assertThat(check.fits()).isTrue();
    assertThat(check.changes()).isEmpty();
    assertThat(baton.status().lingering("frequency")).isEmpty();
  }
}
