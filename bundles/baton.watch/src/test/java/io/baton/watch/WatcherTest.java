package io.baton.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.WatchedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherTest {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();
  private final List<Compilation> kept = new ArrayList<>();
  private volatile Outcome next = Outcome.loaded("m");
  private volatile boolean isUnused;
  private Watcher watcher = new Watcher(List.of(), POLL, new Recorded());

  private final class Recorded implements Watcher.Loading {
    @Override
    public Outcome load(Unit unit) {
      loads.add(folder.relativize(unit.path()).toString());
      return next;
    }

    @Override
    public boolean isUnused(String module) {
      return isUnused;
    }

    @Override
    public List<Compilation> compiled() {
      return kept;
    }
  }

  private void watch() throws InterruptedException {
    watcher = new Watcher(List.of(folder), POLL, new Recorded());
    watcher.start();
    assertThat(watcher.awaitFirst(PATIENCE)).isTrue();
  }

  @AfterEach
  void stop() {
    watcher.stop(PATIENCE);
  }

  private Path save(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private String load() throws InterruptedException {
    return loads.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void eachFileAndEachFolderIsAModuleOfItsOwn() throws Exception {
    save("a.java", "a");
    save("project/src/main/java/x/B.java", "b");
    save("project/target/Generated.java", "of the build");
    save("classes/META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
    save("plain/C.java", "c");
    save("notes/readme.txt", "text");
    save(".hidden/D.java", "d");

    watch();

    assertThat(loads).containsExactly("a.java", "classes", "plain", "project");
  }

  @Test
  void aSaveByRenameIsOneLoadAndFilesOfEditorsAreNone() throws Exception {
    Path file = save("a.java", "a");
    watch();
    assertThat(load()).isEqualTo("a.java");

    save(".a.java.swp", "editor");
    save("#a.java#", "editor");
    save("a.java~", "before");
    Files.move(save("4913", "longer"), file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(load()).isEqualTo("a.java");
    save("b.java", "next");
    assertThat(load()).isEqualTo("b.java");
    assertThat(loads).isEmpty();
  }

  @Test
  void whatIsSavedWhilePausedIsLoadedAtTheResume() throws Exception {
    watch();
    watcher.pause();
    watcher.awaitLook();
    save("a.java", "a");
    save("b.java", "b");
    watcher.awaitLook();
    assertThat(loads).isEmpty();
    assertThat(watcher.isPaused()).isTrue();

    watcher.resume();

    assertThat(load()).isEqualTo("a.java");
    assertThat(load()).isEqualTo("b.java");
  }

  @Test
  void aRefusedLoadIsTriedAgainWhenNothingUsesTheOldVersion() throws Exception {
    next = new Outcome(Optional.of("m"), Optional.of("used"), Outcome.Retry.WHEN_UNUSED);
    Path file = save("a.java", "a");
    watch();
    assertThat(load()).isEqualTo("a.java");
    assertThat(watcher.sources())
        .containsExactly(new WatchedSource(file, Optional.of("m"), Optional.of("used")));

    next = Outcome.loaded("m");
    isUnused = true;

    assertThat(load()).isEqualTo("a.java");
    watcher.awaitLook();
    assertThat(watcher.sources())
        .containsExactly(new WatchedSource(file, Optional.of("m"), Optional.empty()));
  }

  @Test
  void whatDoesNotCompileIsNotTriedAgainUntilItIsSaved() throws Exception {
    next = Outcome.failed(Optional.empty(), "it does not compile");
    save("a.java", "a");
    watch();
    assertThat(load()).isEqualTo("a.java");
    watcher.awaitLook();
    assertThat(loads).isEmpty();

    save("a.java", "better");

    assertThat(load()).isEqualTo("a.java");
  }

  @Test
  void whatAStorageHasKeptIsNotCompiledAgain() throws Exception {
    Path file = save("a.java", "a");
    var version = new ModuleVersion("m", "1.0.0", 1, "here", Instant.now());
    kept.add(new Compilation(version, file, Instant.now().plusSeconds(60)));

    watch();

    assertThat(loads).isEmpty();
    assertThat(watcher.sources())
        .containsExactly(new WatchedSource(file, Optional.of("m"), Optional.empty()));
  }
}
