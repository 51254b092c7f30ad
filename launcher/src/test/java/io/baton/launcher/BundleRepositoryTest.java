package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.feature.ID;

class BundleRepositoryTest {
  private static final ID BUNDLE = new FeatureServiceImpl().getID("g", "a.b", "1.0-SNAPSHOT");

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void aBundleIsFoundByArtifactAndVersionInTheFirstFolderThatHasIt() throws Exception {
    Path jar = Files.createFile(second.resolve("a.b-1.0-SNAPSHOT.jar"));
    BundleRepository repository = new BundleRepository(List.of(first, second));

    assertThat(repository.find(BUNDLE)).isEqualTo(jar);

    Path earlier = Files.createFile(first.resolve("a.b-1.0-SNAPSHOT.jar"));
    assertThat(repository.find(BUNDLE)).isEqualTo(earlier);
  }

  @Test
  void aClassifierIsPartOfTheName() throws Exception {
    ID id = new FeatureServiceImpl().getID("g", "a", "1", "jar", "extra");
    Path jar = Files.createFile(first.resolve("a-1-extra.jar"));

    assertThat(new BundleRepository(List.of(first)).find(id)).isEqualTo(jar);
  }

  @Test
  void aMissingBundleIsNamedWithWhereItWasLookedFor() {
    assertThatThrownBy(() -> new BundleRepository(List.of(first)).find(BUNDLE))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "bundle g:a.b:1.0-SNAPSHOT is missing: no a.b-1.0-SNAPSHOT.jar in [" + first + "]");
  }
}
