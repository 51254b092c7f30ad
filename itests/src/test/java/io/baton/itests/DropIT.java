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
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

/** Modules whose bundles are put into a folder, with the real File Install. */
public class DropIT extends BatonTest {
  private static final int MANY = 20;

  private Path load;
  private Configuration configuration;
  private Till till;

  @Override
  Option more() {
    return composite(
        frameworkProperty("felix.fileinstall.dir").value("/dev/null/none"),
        frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
        frameworkProperty("felix.fileinstall.poll").value(Long.toString(Long.MAX_VALUE)),
        frameworkProperty("felix.fileinstall.log.default").value("jul"),
        Bundles.installed("org.apache.felix.fileinstall"),
        Bundles.installed("baton.drop"));
  }

  @Before
  public void watch() throws IOException {
    load = Files.createDirectory(work().resolve("load"));
    configuration = configurations.getConfiguration("io.baton.drop", "?");
    poll(50);
    till = code.qualified("till", Till.class);
  }

  /** Until nothing is watched: the folder is deleted then. */
  @After
  public void leave() throws IOException {
    configuration.delete();
    Bundle drop =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "baton.drop".equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    until(() ->
        Arrays.stream(drop.getRegisteredServices())
            .allMatch(service -> service.getProperty(Constants.SERVICE_RANKING) == null));
  }

  private void poll(int millis) throws IOException {
    configuration.update(
        FrameworkUtil.asDictionary(Map.of("folder", load.toString(), "poll.ms", millis)));
  }

  private void put(TestBundle bundle, String name) throws IOException {
    Files.move(bundle.in(work()), load.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static TestBundle module(String name) {
    return TestBundle.module(name, "1.0.0", "int vsn();", "public int vsn() { return 1; }");
  }

  @Test
  public void aModuleIsLoadedReplacedAndDeletedWithItsFile() throws Exception {
    put(Tills.till(1), "till.jar");
    until(() -> current("till").equals("1.0.0"));
    till.open();
    assertThat(till.count()).isEqualTo(1);

    put(Tills.till(2), "till.jar");
    until(() -> current("till").equals("2.0.0"));
    assertThat(old("till")).isEqualTo("1.0.0");
    assertThat(till.count()).isEqualTo(2);
    softPurgeAsSoonAsUnused("till");

    Files.delete(load.resolve("till.jar"));
    until(() -> codeStatus.status().isEmpty());
  }

  @Test
  public void aThirdVersionWaitsUntilTheOldOneIsPurged() throws Exception {
    for (int vsn = 1; vsn <= 2; vsn++) {
      put(Tills.till(vsn), "till.jar");
      String version = vsn + ".0.0";
      until(() -> current("till").equals(version));
    }
    put(Tills.till(3), "till.jar");
    Path reason = load.resolve("till.jar.refused");
    until(() -> Files.exists(reason));
    assertThat(reason).content().contains("not_purged: till 3.0.0: till 1.0.0 is old");

    var _ = codeLoader.purge("till");

    until(() -> current("till").equals("3.0.0"));
    until(() -> !Files.exists(reason));
  }

  @Test
  public void manyFilesAreLoadedAtOnce() throws Exception {
    for (int i = 0; i < MANY; i++) {
      put(module("many" + i), "many" + i + ".jar");
    }

    until(() -> codeStatus.allLoaded().size() == MANY);
    assertThat(load).isDirectoryNotContaining("glob:**.refused");
  }

  @Test
  public void aFileIsLoadedWhenItsCopyIsComplete() throws Exception {
    Path whole = module("slow").in(work());
    byte[] bytes = Files.readAllBytes(whole);
    Path copy = load.resolve("slow.jar");
    Path reason = load.resolve("slow.jar.refused");

    Files.write(copy, Arrays.copyOf(bytes, bytes.length / 2));
    until(() -> Files.exists(reason));
    assertThat(codeStatus.allLoaded()).isEmpty();
    Files.write(copy, bytes);

    until(() -> current("slow").equals("1.0.0"));
    until(() -> !Files.exists(reason));
  }

  @Test
  public void aBundleWithoutAModuleIsInstalledAndUninstalledByFileInstall() throws Exception {
    put(TestBundle.plain("plain", "1.0.0"), "plain.jar");
    until(() -> isActive("plain"));

    Files.delete(load.resolve("plain.jar"));
    until(() -> !isActive("plain"));
  }

  /** File Install takes bundles whose location is in the folder for its own when it begins. */
  @Test
  public void aVersionIsNotFileInstallsAfterANewStart() throws Exception {
    put(module("kept"), "kept.jar");
    until(() -> current("kept").equals("1.0.0"));
    long number = codeStatus.isLoaded("kept").orElseThrow().number();

    poll(40);
    put(module("other"), "other.jar");
    until(() -> current("other").equals("1.0.0"));

    assertThat(codeStatus.isLoaded("kept").orElseThrow().number()).isEqualTo(number);
    assertThat(old("kept")).isEmpty();
    Files.delete(load.resolve("kept.jar"));
    until(() -> codeStatus.isLoaded("kept").isEmpty());
  }

  private boolean isActive(String name) {
    return Arrays.stream(context.getBundles())
        .anyMatch(
            bundle -> name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE);
  }
}
