package io.baton.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.Version;
import org.junit.jupiter.api.Test;

/** Which version counts as the newest release. */
class ReleasesTest {
  private static List<Version> sorted(String... versions) throws Exception {
    List<Version> parsed = new ArrayList<>();
    for (String version : versions) {
      parsed.add(new GenericVersionScheme().parseVersion(version));
    }
    parsed.sort(null);
    return parsed;
  }

  @Test
  void newestIsByVersionAndNotByText() throws Exception {
    assertThat(Releases.newest(sorted("1.10.0", "1.9.0", "1.2.0"))).contains("1.10.0");
  }

  @Test
  void snapshotsWereNotReleased() throws Exception {
    assertThat(Releases.newest(sorted("1.0.0", "1.1.0-SNAPSHOT"))).contains("1.0.0");
    assertThat(Releases.newest(sorted("1.1.0-SNAPSHOT"))).isEmpty();
  }
}
