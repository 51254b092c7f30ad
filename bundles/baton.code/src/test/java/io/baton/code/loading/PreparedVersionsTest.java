package io.baton.code.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.FinishResult;
import io.baton.code.StubbedServer;
import io.baton.code.framework.component.InstalledVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is prepared is used once: made current, or dropped. */
class PreparedVersionsTest {
  private static final FinishResult LOADED = new FinishResult.Loaded(List.of(), List.of());
  private static final FinishResult REFUSED = new FinishResult.Refused(new TreeMap<>());

  private final List<List<InstalledVersion>> dropped = new ArrayList<>();
  private final List<PreparedVersions> usedUp = new ArrayList<>();
  private StubbedServer server;
  private List<InstalledVersion> ready;
  private PreparedVersions versions;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new StubbedServer(folder);
    ready = List.of(server.ready(server.framework.release("m", "1.0.0")));
    versions = new PreparedVersions(ready, dropped::add, usedUp::add);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertIsUsedUp() {
    assertThat(usedUp).containsExactly(versions);
    assertThat(versions.versions()).isEmpty();
    assertThat(versions.use(_ -> LOADED)).isEqualTo(new FinishResult.UsedUp());
    assertThat(versions.modules()).containsExactly("m");
  }

  @Test
  void loadedVersionsAreUsedUpAndNotDropped() {
    assertThat(versions.use(given -> given.equals(ready) ? LOADED : REFUSED)).isEqualTo(LOADED);
    versions.close();

    assertIsUsedUp();
    assertThat(dropped).isEmpty();
  }

  @Test
  void closedVersionsAreDroppedOnce() {
    versions.close();
    versions.close();

    assertIsUsedUp();
    assertThat(dropped).containsExactly(ready);
  }

  @Test
  void refusedVersionsCanBeTriedAgain() {
    assertThat(versions.use(_ -> REFUSED)).isEqualTo(REFUSED);

    assertThat(versions.versions()).isEqualTo(ready);
    assertThat(versions.use(_ -> LOADED)).isEqualTo(LOADED);
    assertThat(dropped).isEmpty();
  }

  @Test
  void attemptThatThrowsLeavesThemReady() {
    assertThatThrownBy(() ->
            versions.use(_ -> {
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");

    assertThat(versions.versions()).isEqualTo(ready);
    assertThat(usedUp).isEmpty();
  }

  @Test
  void secondAttemptMeanwhileFindsThemUsedUp() {
    List<FinishResult> inner = new ArrayList<>();

    FinishResult outer =
        versions.use(_ -> {
          inner.add(versions.use(_ -> LOADED));
          return LOADED;
        });

    assertThat(outer).isEqualTo(LOADED);
    assertThat(inner).containsExactly(new FinishResult.UsedUp());
  }

  @Test
  void closeDuringARefusedAttemptDropsThemAfterIt() {
    FinishResult result =
        versions.use(_ -> {
          versions.close();
          assertThat(dropped).isEmpty();
          return REFUSED;
        });

    assertThat(result).isEqualTo(REFUSED);
    assertThat(dropped).containsExactly(ready);
    assertIsUsedUp();
  }

  @Test
  void closeDuringASuccessfulAttemptDropsNothing() {
    FinishResult result =
        versions.use(_ -> {
          versions.close();
          return LOADED;
        });

    assertThat(result).isEqualTo(LOADED);
    assertThat(dropped).isEmpty();
    assertIsUsedUp();
  }

  @Test
  void closeDuringAnAttemptThatThrowsDropsThem() {
    assertThatThrownBy(() ->
            versions.use(_ -> {
              versions.close();
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");

    assertThat(dropped).containsExactly(ready);
  }
}
