package io.baton.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the feature of Karaf against that of the distribution. */
class KarafFeaturesTest {
  private static final Path FEATURES = Path.of("../../features");
  private static final Pattern IN_JSON = Pattern.compile("\"io\\.baton:(baton\\.[a-z]+):");
  private static final Pattern IN_XML = Pattern.compile("mvn:io\\.baton/(baton\\.[a-z]+)/");

  private static List<String> bundles(String file, Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(FEATURES.resolve(file)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Returns the symbolic names of the bundles that Karaf's feature has. */
  static List<String> inKaraf() throws IOException {
    return bundles("karaf/features.xml", IN_XML);
  }

  @Test
  void bothHaveTheSameBundlesButTheOneForTheFolderThatKarafWatchesItself() throws IOException {
    List<String> expected = new ArrayList<>(bundles("baton.json", IN_JSON));
    assertThat(expected.remove("baton.drop")).isTrue();

    assertThat(inKaraf()).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
  }
}
