package io.baton.pf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.embedded.Baton;
import io.baton.embedded.BatonOptions;
import io.baton.testing.LoadDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.ExtensionFactory;
import org.pf4j.PluginFactory;
import org.pf4j.demo.api.Greeting;

/** Plugins of the shape of PF4J's demo, built with its own annotation processor. */
class PluginModulesIT {
  @TempDir Path folder;

  private Baton baton;
  private PluginModules plugins;

  @BeforeEach
  void start() {
    // region start
    baton = Baton.start(PluginModules.sharing(BatonOptions.defaults(), "org.pf4j.demo.api"));
    plugins = PluginModules.of(baton);
    // endregion
    System.clearProperty("demo");
  }

  @AfterEach
  void stop() {
    baton.close();
  }

  private Path hello(String version, String greeting) throws Exception {
    return DemoPlugin.jar(folder, "hello-plugin", version, greeting);
  }

  @Test
  void aPluginIsUpgradedUnderLoadAndItsOldVersionIsUnloaded() throws Exception {
    Path hello = hello("1.0.0", "Hello");
    // region load
    LoadResult result = plugins.load(hello);
    Greeting greeting = plugins.extension(Greeting.class, "hello-plugin");
    // endregion
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    assertThat(greeting.getGreeting()).isEqualTo("Hello");
    ModuleVersion old = baton.status().isLoaded("hello_plugin").orElseThrow();

    try (LoadDriver driver =
        LoadDriver.start(4, () -> assertThat(greeting.getGreeting()).startsWith("Hello"))) {
      driver.awaitAnswers(1000);
      assertThat(plugins.load(hello("2.0.0", "Hello again"))).isInstanceOf(LoadResult.Loaded.class);
      assertThat(greeting.getGreeting()).isEqualTo("Hello again");
      driver.awaitAnswers(1000);
      assertThat(baton.loader().purge("hello_plugin")).isInstanceOf(PurgeResult.Purged.class);
      driver.awaitAnswers(1000);
      driver.stop().assertAllAnswered();
    }

    assertThat(System.getProperty("demo")).isEqualTo("start 1.0.0 start 2.0.0 stop 1.0.0 ");
    assertThat(baton.leakOf(old)).isEmpty();
  }

  @Test
  void extensionsAreThoseOfThePluginsThatAreLoaded() throws Exception {
    List<Greeting> all = plugins.extensions(Greeting.class);
    assertThat(all).isEmpty();

    LoadResult _ = plugins.load(hello("1.0.0", "Hello"));
    LoadResult _ = plugins.load(DemoPlugin.jar(folder, "welcome-plugin", "1.0", "Welcome"));

    assertThat(all).extracting(Greeting::getGreeting).containsExactly("Hello", "Welcome");
    baton.loader().delete("hello_plugin");
    assertThat(all).extracting(Greeting::getGreeting).containsExactly("Welcome");
  }

  @Test
  void aPluginThatDoesNotStartLeavesTheVersionBefore() throws Exception {
    LoadResult _ = plugins.load(hello("1.0.0", "Hello"));

    LoadResult result = plugins.load(hello("2.0.0", "fails"));

    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    assertThat(result.toString()).contains("it does not start");
    assertThat(plugins.extension(Greeting.class, "hello-plugin").getGreeting()).isEqualTo("Hello");
  }

  @Test
  void aZipFileIsReplacedWithItsLibraries() throws Exception {
    LoadResult first = plugins.load(DemoPlugin.zip(hello("1.0.0", "Hello")));
    assertThat(first).isInstanceOf(LoadResult.Loaded.class);
    Greeting greeting = plugins.extension(Greeting.class, "hello-plugin");
    assertThat(greeting.getGreeting()).isEqualTo("Hello");

    LoadResult _ = plugins.load(DemoPlugin.zip(hello("2.0.0", "Hello again")));

    assertThat(greeting.getGreeting()).isEqualTo("Hello again");
  }

  @Test
  void factoriesOfTheApplicationMakePluginsAndExtensions() throws Exception {
    List<String> made = new CopyOnWriteArrayList<>();
    PluginFactory pluginFactory =
        wrapper -> {
          made.add(wrapper.getDescriptor().getVersion());
          return new DefaultPluginFactory().create(wrapper);
        };
    ExtensionFactory extensionFactory =
        new DefaultExtensionFactory() {
          @Override
          public <T> T create(Class<T> type) {
            made.add(type.getSimpleName());
            return super.create(type);
          }
        };
    // region factories
    plugins = PluginModules.of(baton, pluginFactory, extensionFactory);
    // endregion

    LoadResult _ = plugins.load(hello("1.0.0", "Hello"));
    LoadResult _ = plugins.load(hello("2.0.0", "Hello again"));

    assertThat(plugins.extension(Greeting.class, "hello-plugin").getGreeting())
        .isEqualTo("Hello again");
    assertThat(made).containsExactly("1.0.0", "2.0.0", "HelloGreeting");
  }

  @Test
  void whatIsNoPluginIsNamed() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plugins.load(folder.resolve("none.jar")))
        .withMessageContaining("expected the jar of a plugin");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plugins.load(folder))
        .withMessageContaining("Plugin-Id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plugins.load(DemoPlugin.jar(folder, "", "1.0.0", "Hello")))
        .withMessageContaining("Plugin-Id");
  }
}
