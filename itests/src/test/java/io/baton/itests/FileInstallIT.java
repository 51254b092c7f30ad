package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import io.baton.itests.Tills.Till;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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

  /** How many bundles the tests have marked a moment with. */
  private int marks;

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
    Files.move(Tills.till(vsn).in(work()), FOLDER.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * File Install starts what it sees at once in the order of a hash table, so how many versions are
   * purged and uninstalled on the way differs.
   */
  @Test
  public void ofSeveralVersionsInTheFolderTheNewestIsCurrentInEveryOrder() throws Exception {
    for (List<Integer> order : List.of(List.of(1, 2, 3, 10), List.of(3, 10, 1, 2))) {
      for (Arrival arrival : Arrival.values()) {
        putAll(order, arrival);

        until(() -> current("till").equals("10.0.0"));
        awaitTwoPolls();
        List<Object> settled = states();
        awaitTwoPolls();

        assertThat(states()).as("%s %s", order, arrival).isEqualTo(settled);
        assertThat(till.vsn()).isEqualTo(10);
        emptyTheFolder();
      }
    }
  }

  /** How File Install comes to see several files. */
  private enum Arrival {
    /** One after the other, each in a poll of its own. */
    EACH,
    /** Quickly, while it polls. */
    QUICKLY,
    /** In its first poll. */
    BEFORE
  }

  private void putAll(List<Integer> order, Arrival arrival) throws Exception {
    List<Path> built = new ArrayList<>();
    for (int vsn : order) {
      built.add(Tills.till(vsn).in(work()));
    }
    if (arrival == Arrival.BEFORE) {
      fileInstall().stop();
    }
    for (Path jar : built) {
      Files.move(jar, FOLDER.resolve("%s-%s".formatted(arrival, jar.getFileName())));
      if (arrival == Arrival.EACH) {
        awaitTwoPolls();
      }
    }
    fileInstall().start();
  }

  private Bundle fileInstall() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "org.apache.felix.fileinstall".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns when File Install has done all that was there: its next poll has begun by then. */
  private void awaitTwoPolls() throws Exception {
    for (int i = 0; i < 2; i++) {
      String name = "mark" + marks++;
      Files.move(TestBundle.plain(name, "1.0.0").in(work()), FOLDER.resolve(name + ".jar"));
      until(() ->
          Arrays.stream(context.getBundles())
              .anyMatch(bundle ->
                  name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE));
    }
  }

  /** The loaded versions, and the state of each bundle. */
  private List<Object> states() {
    List<Object> states = new ArrayList<>(List.of(current("till"), old("till")));
    for (Bundle bundle : tills()) {
      states.add(List.of(bundle.getBundleId(), bundle.getVersion(), bundle.getState()));
    }
    return states;
  }

  @Test
  public void aFileThatIsReplacedUnderLoadFailsNoCall() throws Exception {
    upgradeUnderLoad(() -> {});
  }

  /** Some ways to replace a file delete it first, and File Install may look just then. */
  @Test
  public void aFileThatGoesForAMomentUnderLoadFailsNoCall() throws Exception {
    upgradeUnderLoad(() -> {
      Files.delete(FOLDER.resolve("till.jar"));
      until(() -> codeStatus.isLoaded("till").isEmpty());
    });
  }

  /** What is done to the file before the next one is put in its place. */
  private interface FirstStep {
    void next() throws Exception;
  }

  private void upgradeUnderLoad(FirstStep before) throws Exception {
    put(1, "till.jar");
    until(() -> current("till").equals("1.0.0"));
    till.open();
    var load = new Load(List.of(till::vsn, till::count));

    for (int vsn = 2; vsn <= 4; vsn++) {
      String version = vsn + ".0.0";
      before.next();
      put(vsn, "till.jar");
      until(() -> current("till").equals(version));
      load.awaitNextCalls();
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

    until(() -> codeStatus.isLoaded("till").isEmpty());
    assertThat(old("till")).isEqualTo("1.0.0");
  }

  /** The way back for a user that only has the folder. */
  @Test
  public void whenTheNewestIsTakenOutOfTheFolderTheOneBeforeItIsLoaded() throws Exception {
    put(2, "till-2.jar");
    until(() -> current("till").equals("2.0.0"));
    put(1, "till-1.jar");
    awaitTwoPolls();
    till.open();
    till.count();

    Files.delete(FOLDER.resolve("till-2.jar"));

    until(() -> current("till").equals("1.0.0"));
    assertThat(till.vsn()).isEqualTo(1);
    assertThat(till.count()).isEqualTo(2);
  }
}
