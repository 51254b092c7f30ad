package io.baton.code.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.code.Stub;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** What was current is expected until it is known that it does not come. */
class RestartTest {
  private static final int LEVEL = 50;

  /** What the framework says of itself, and of the bundle that was current. */
  private int reached = 20;

  private int state = Bundle.INSTALLED;

  private final Bundle alpha =
      Stub.of(
          Bundle.class,
          Map.of(
              "getLocation", _ -> "alpha.jar",
              "getBundleId", _ -> 7L,
              "getState", _ -> state,
              "adapt", _ -> level()));
  private final Bundle other =
      Stub.of(Bundle.class, Map.of("getLocation", _ -> "other.jar", "getState", _ -> state));
  private final Bundle system = Stub.of(Bundle.class, Map.of("adapt", _ -> frameworkLevel()));

  private Restart restart;

  private static BundleStartLevel level() {
    return Stub.of(
        BundleStartLevel.class,
        Map.of("isPersistentlyStarted", _ -> true, "getStartLevel", _ -> LEVEL));
  }

  private FrameworkStartLevel frameworkLevel() {
    return Stub.of(FrameworkStartLevel.class, Map.of("getStartLevel", _ -> reached));
  }

  @BeforeEach
  void begin(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("current"), "alpha alpha.jar\n");
    var context =
        Stub.of(
            BundleContext.class,
            Map.of(
                "getBundles", _ -> new Bundle[] {alpha, other},
                "getBundle", arguments -> arguments.getFirst().equals("alpha.jar") ? alpha : system,
                "addFrameworkListener", _ -> null,
                "addBundleListener", _ -> null));
    restart = new Restart(context, CurrentRecord.read(new RecordFile(file)));
    restart.begin();
  }

  private void tell(int type, Bundle bundle) {
    restart.frameworkEvent(new FrameworkEvent(type, bundle, null));
  }

  private boolean isExpected() {
    return restart.before("alpha", other).isPresent();
  }

  @Test
  void itIsExpectedWhileEarlierLevelsAreReached() {
    tell(FrameworkEvent.STARTLEVEL_CHANGED, system);

    assertThat(isExpected()).isTrue();
    assertThat(restart.before("alpha", alpha)).isEmpty();
  }

  @Test
  void anEarlierLevelThatIsToldLateSaysNothingOfTheLevelThatIsBeingStarted() {
    reached = LEVEL;

    tell(FrameworkEvent.STARTLEVEL_CHANGED, system);

    assertThat(isExpected()).isTrue();
  }

  @Test
  void itIsNotExpectedAfterItHasFailedToStart() {
    reached = LEVEL;

    tell(FrameworkEvent.ERROR, alpha);

    assertThat(isExpected()).isFalse();
  }

  @Test
  void anErrorOfAnotherBundleOrOfOneThatRunsSaysNothing() {
    tell(FrameworkEvent.ERROR, other);
    state = Bundle.ACTIVE;
    tell(FrameworkEvent.ERROR, alpha);

    assertThat(isExpected()).isTrue();
  }

  @Test
  void itIsNotExpectedWhenALaterLevelIsBeingStarted() {
    reached = LEVEL + 1;

    tell(FrameworkEvent.STARTLEVEL_CHANGED, system);

    assertThat(isExpected()).isFalse();
  }

  /** Nothing else of its level is started by then, and its activation may never come. */
  @Test
  void aBundleThatIsActivatedLazilyIsNotExpectedWhenALaterLevelIsBeingStarted() {
    reached = LEVEL + 1;
    state = Bundle.STARTING;

    tell(FrameworkEvent.STARTLEVEL_CHANGED, system);

    assertThat(isExpected()).isFalse();
  }

  @Test
  void aBundleThatHasStartedWithoutItsComponentIsExpectedUntilTheLevelIsReached() {
    reached = LEVEL;
    state = Bundle.ACTIVE;

    restart.bundleChanged(new BundleEvent(BundleEvent.STARTED, alpha));
    assertThat(isExpected()).isTrue();

    tell(FrameworkEvent.STARTED, system);
    assertThat(isExpected()).isFalse();
  }
}
