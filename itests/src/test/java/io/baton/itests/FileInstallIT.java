package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import io.baton.itests.Tills.Till;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** A folder that Felix File Install watches. */
public class FileInstallIT extends BatonTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("baton.bundles")).resolveSibling("file-install");

  private Till till;

  @Override
  Option more() {
    return composite(
        frameworkProperty("felix.fileinstall.dir").value(FOLDER.toString()),
        frameworkProperty("felix.fileinstall.poll").value("50"),
        frameworkProperty("felix.fileinstall.log.level").value("0"),
        Bundles.installed("org.apache.felix.fileinstall"));
  }

  @Before
  public void view() throws IOException {
    Files.createDirectories(FOLDER);
    till = code.qualified("till", Till.class);
  }

  /** What it has installed, it uninstalls itself. */
  @After
  public void emptyTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    until(() -> tills().isEmpty());
  }

  private List<Bundle> tills() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "till".equals(bundle.getSymbolicName()))
        .toList();
  }

  private void put(int vsn, String name) throws IOException {
    Files.move(
        Tills.till(vsn).in(work()), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean allAreActive(int count) {
    return tills().size() == count
        && tills().stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
  }

  @Test
  public void ofSeveralVersionsInTheFolderTheNewestIsCurrent() throws Exception {
    for (int vsn : new int[] {3, 10, 1, 2}) {
      put(vsn, "till-%d.jar".formatted(vsn));
    }

    until(() -> allAreActive(4));

    until(() -> current("till").equals("10.0.0"));
    assertThat(till.vsn()).isEqualTo(10);
  }

  @Test
  public void aFileThatIsReplacedUnderLoadFailsNoCall() throws Exception {
    put(1, "till.jar");
    until(() -> current("till").equals("1.0.0"));
    till.open();
    var load = new Load(List.of(till::vsn, till::count));

    for (int vsn = 2; vsn <= 4; vsn++) {
      String version = vsn + ".0.0";
      put(vsn, "till.jar");
      until(() -> current("till").equals(version));
    }

    load.stop();
    assertThat(load.failures()).isEmpty();
    assertThat(till.count()).isEqualTo(load.count() + 1);
    assertThat(till.vsn()).isEqualTo(4);
  }

  /** Another name for the next version: File Install uninstalls the one and installs the other. */
  @Test
  public void aFileThatIsReplacedByAnotherKeepsTheServer() throws Exception {
    put(1, "till-1.jar");
    until(() -> current("till").equals("1.0.0"));
    till.open();
    till.count();

    Files.delete(FOLDER.resolve("till-1.jar"));
    put(2, "till-2.jar");
    until(() -> current("till").equals("2.0.0"));

    assertThat(till.count()).isEqualTo(2);
    assertThat(till.vsn()).isEqualTo(2);
  }

  @Test
  public void aVersionThatIsTakenOutOfTheFolderIsNotCurrentAnyMore() throws Exception {
    put(1, "till.jar");
    until(() -> current("till").equals("1.0.0"));

    Files.delete(FOLDER.resolve("till.jar"));

    until(() -> code.isLoaded("till").isEmpty());
    assertThat(old("till")).isEqualTo("1.0.0");
  }
}
