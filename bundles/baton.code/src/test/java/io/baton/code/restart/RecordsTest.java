package io.baton.code.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.code.Stub;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.Sticky;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** What outlives the system, and where. */
class RecordsTest {
  @TempDir Path folder;

  private final ModuleTable<String> table = new ModuleTable<>();

  @BeforeEach
  void load() {
    table.load("m", "1.0.0", java.time.Instant.now());
  }

  private BundleContext context() {
    return Stub.of(
        BundleContext.class, Map.of("getProperty", _ -> folder.resolve("data").toString()));
  }

  private Sticky restarted() {
    var sticky = new Sticky(table);
    StickyRecord.of(context()).keep(sticky);
    return sticky;
  }

  @Test
  void moduleIsStickyAfterARestartUntilItIsUnstuck() {
    restarted().stick("m");

    Sticky after = restarted();
    assertThat(after.isSticky("m")).isTrue();
    after.unstick("m");

    assertThat(restarted().isSticky("m")).isFalse();
  }

  @Test
  void moduleIsStickyAlsoIfThatCannotBeRecorded() throws IOException {
    Files.writeString(folder.resolve("data"), "in the way");
    Sticky sticky = restarted();

    sticky.stick("m");

    assertThat(sticky.isSticky("m")).isTrue();
    assertThat(folder.resolve("data")).hasContent("in the way");
  }

  @Test
  void recordIsInTheDataAreaOfTheBundleIfTheFrameworkNamesNoFolder() throws IOException {
    var context =
        Stub.of(
            BundleContext.class,
            Map.of(
                "getProperty",
                _ -> null,
                "getDataFile",
                name -> folder.resolve((String) name.getFirst()).toFile()));

    Restart.record(context, "sticky").write(List.of("m"));

    assertThat(folder.resolve("sticky")).hasContent("m");
  }
}
