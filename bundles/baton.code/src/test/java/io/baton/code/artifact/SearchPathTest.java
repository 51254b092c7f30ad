package io.baton.code.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.PathResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the code path, as Erlang's code server makes them. */
class SearchPathTest {
  @TempDir private Path folder;
  private Path a;
  private Path b;
  private Path c;
  private Directories configured;
  private final AtomicReference<SearchPath.Changed> changes =
      new AtomicReference<>(SearchPath.Changed.nothing());
  private final SearchPath path = new SearchPath(() -> configured, changes);

  @BeforeEach
  void directories() throws IOException {
    a = Files.createDirectory(folder.resolve("a"));
    b = Files.createDirectory(folder.resolve("b"));
    c = Files.createDirectory(folder.resolve("c"));
    configured = new Directories(List.of(a, b));
  }

  private void becomes(PathResult result, Path... directories) {
    assertThat(result).isEqualTo(new PathResult.Changed(List.of(directories)));
    assertThat(path.directories()).containsExactly(directories);
  }

  @Test
  void pathBeginsAsItIsConfigured() {
    assertThat(path.directories()).containsExactly(a, b);
  }

  @Test
  void directoryThatIsPutFirstMovesThere() {
    becomes(path.addFirst(c), c, a, b);
    becomes(path.addFirst(b), b, c, a);
  }

  @Test
  void directoryThatIsPutLastStaysWhereItWas() {
    becomes(path.addLast(c), a, b, c);
    becomes(path.addLast(a), a, b, c);
  }

  @Test
  void directoryIsDeletedWhateverItsNameLooksLike() throws IOException {
    Files.delete(b);

    becomes(path.delete(a.resolve("../b")), a);
    assertThat(path.delete(b)).isEqualTo(new PathResult.NotOnPath(b));
  }

  @Test
  void directoryTakesThePlaceOfAnother() {
    becomes(path.replace(a, c), c, b);
    assertThat(path.replace(a, c)).isEqualTo(new PathResult.NotOnPath(a));
    becomes(path.replace(c, b), b);
  }

  @Test
  void wholePathIsReplaced() {
    becomes(path.set(List.of(c, a, c)), c, a);
  }

  @Test
  void whatIsNoDirectoryChangesNothing() {
    Path none = folder.resolve("none");
    var bad = new PathResult.BadDirectory(none);

    assertThat(path.set(List.of(c, none))).isEqualTo(bad);
    assertThat(path.addFirst(none)).isEqualTo(bad);
    assertThat(path.addLast(none)).isEqualTo(bad);
    assertThat(path.replace(a, none)).isEqualTo(bad);
    assertThat(path.directories()).containsExactly(a, b);
  }

  @Test
  void anotherConfigurationCounts() {
    becomes(path.addFirst(c), c, a, b);

    configured = new Directories(List.of(b));

    assertThat(path.directories()).containsExactly(b);
    becomes(path.addLast(c), b, c);
  }

  @Test
  void changesOutliveTheCodeServer() {
    becomes(path.addFirst(c), c, a, b);

    assertThat(new SearchPath(() -> configured, changes).directories()).containsExactly(c, a, b);
  }
}
