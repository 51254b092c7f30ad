package io.baton.code.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.artifact.Jar;
import io.baton.code.loading.OldVersion;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed for a load. */
class InstallerTest {
  @TempDir Path folder;

  private StubbedServer server;
  private Release one;

  @BeforeEach
  void start() {
    server = new StubbedServer(folder);
    one = server.framework.release("m", "1.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void locationOfABundleHasTheDigestOfItsFile() throws IOException {
    String location = server.current(one).id().location();

    assertThat(MarkedLocation.sha256(location)).hasValue(Sha256.of(Files.newInputStream(one.file)));
    assertThat(MarkedLocation.origin(location)).isEqualTo(one.file.toUri().toString());
  }

  @Test
  void fileThatChangesWhileItIsInstalledIsRefused() {
    server.framework.onInstall =
        () ->
            Jar.of(
                one.file,
                Map.of(
                    "Bundle-SymbolicName", "test.m",
                    "Bundle-Version", "1.0.0",
                    "Provide-Capability", "baton.module;baton.module=m",
                    "Bundle-Name", "other"));

    assertThat(server.loads.of(one.source(), OldVersion.KEEP))
        .isEqualTo(
            new LoadResult.BadFile(
                "m 1.0.0", "its file changed while it was being loaded; try again"));
    assertThat(one.uninstalls()).isEqualTo(one.installs()).isEqualTo(1);
  }
}
