package io.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.embedded.shared.Greeting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSourcesIT {
  @TempDir Path folder;

  @Test
  void aModuleOnTheClassPathIsLoadedFromItsJarAndNotByTheApplicationsLoader() throws Throwable {
    // region class-path
    BatonOptions options = BatonOptions.defaults().loading("io.baton.examples:frequency-1.0");
    // endregion
    try (Baton baton = Baton.start(options)) {
      baton.code().call("frequency", "start", List.of());
      Object reply = baton.code().call("frequency", "allocate", List.of());

      assertThat(reply.getClass().getClassLoader())
          .isNotSameAs(Class.forName(reply.getClass().getName()).getClassLoader());
      assertThat(baton.loadFromClassPath("io.baton.examples:frequency-2.0"))
          .isInstanceOf(LoadResult.Loaded.class);
      assertThat(baton.status().isLoaded("frequency").map(ModuleVersion::version))
          .contains("2.0.0");
    }
  }

  @Test
  void whatTheStorageHasKeptIsNotReplacedByAnOlderVersionOfTheClassPath() {
    BatonOptions options = BatonOptions.defaults().keepingIn(folder).loading("frequency");
    try (Baton baton = Baton.start(options)) {
      LoadResult _ = baton.loadFromClassPath("io.baton.examples:frequency-2.0");
    }

    try (Baton baton = Baton.start(options.loading("io.baton.examples:frequency-1.0"))) {
      assertThat(baton.status().isLoaded("frequency").map(ModuleVersion::version))
          .contains("2.0.0");
    }
  }

  @Test
  void sharedClassesAreTheSameOnBothSidesAndViewsFollowTheModulesThatHaveThem() throws IOException {
    // region sharing
    BatonOptions options = BatonOptions.defaults().sharing("io.baton.embedded.shared");
    // endregion
    try (Baton baton = Baton.start(options)) {
      List<Greeting> all = baton.views(Greeting.class);
      assertThat(all).isEmpty();

      compile(baton, "german", "new Greeting.Name(\"Hallo \" + name)");
      compile(baton, "plain", "name");

      Greeting.Name name = new Greeting.Name("Joe");
      assertThat(all).extracting(greeting -> "" + greeting.greet(name)).contains("Hallo Joe");
      assertThat(all.get(1).greet(name)).isSameAs(name);
      compile(baton, "german", "new Greeting.Name(\"Servus \" + name)");
      assertThat(all).hasSize(2).extracting(one -> "" + one.greet(name)).contains("Servus Joe");
      baton.loader().purge("plain");
      baton.loader().delete("plain");
      assertThat(all).hasSize(1);
    }
  }

  private void compile(Baton baton, String module, String result) throws IOException {
    String source =
        """
        import io.baton.api.code.Module;
        import io.baton.embedded.shared.Greeting;

        @Module("%s")
        class Greeter implements Greeting {
          public Name greet(Name name) {
            return %s;
          }
        }
        """
            .formatted(module, result);
    Path file = Files.writeString(folder.resolve(module + ".java"), source);
    assertThat(baton.service(Compiler.class).compile(file))
        .isInstanceOf(CompileResult.Loaded.class);
  }

  @Test
  void aFolderOfJarsIsLoadedAtTheStartAndModulesAreFoundByNameInOthers() throws IOException {
    Path load = Files.createDirectory(folder.resolve("load"));
    Path path = Files.createDirectory(folder.resolve("path"));
    copy("frequency-1.0", load);
    copy("frequency-2.0", path);

    try (Baton baton = Baton.start(BatonOptions.defaults().dropFolder(load).searching(path))) {
      assertThat(baton.status().isLoaded("frequency").map(ModuleVersion::version))
          .contains("1.0.0");
      assertThat(baton.loader().load("frequency")).isInstanceOf(LoadResult.Loaded.class);
      assertThat(baton.status().isLoaded("frequency").map(ModuleVersion::version))
          .contains("2.0.0");
    }
  }

  private static void copy(String artifact, Path to) throws IOException {
    ClassPathJar jar =
        new ClassPathModules(ClassPath.seenBy(ModuleSourcesIT.class.getClassLoader()))
            .find("io.baton.examples:" + artifact);
    Files.write(to.resolve(artifact + ".jar"), jar.content());
  }

  @Test
  void whatCannotBeStartedIsNamedWithWhatToDo() throws IOException {
    BatonOptions options = BatonOptions.defaults();
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");

    assertThatFails(options.dropFolder(folder.resolve("none")))
        .withMessageContaining("BatonOptions.dropFolder")
        .withMessageContaining("is not there; name a folder that exists");
    assertThatFails(options.searching(text)).withMessageContaining("text.jar is no folder");
    assertThatFails(options.loading(text)).withMessageContaining("badfile");
    assertThatFails(options.sharing("com.acme.none"))
        .withMessageContaining("not on the class path: com.acme.none")
        .withMessageContaining("class loader");
    assertThatFails(options.loading("com.acme:none"))
        .withMessageContaining("no jar on the class path is com.acme:none")
        .withMessageContaining("modules on the class path: frequency");
    assertThatFails(options.loading("io.baton:baton.api"))
        .withMessageContaining("is on the class path and is no module");
    assertThatFails(options.loading("none")).withMessageContaining("has the module none");
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<BatonStartException>
      assertThatFails(BatonOptions options) {
    return assertThatExceptionOfType(BatonStartException.class)
        .isThrownBy(() -> Baton.start(options));
  }

  @Test
  void aSecondStartSaysWhereTheFirstOneWas() {
    try (Baton baton = Baton.start()) {
      assertThatIllegalStateException()
          .isThrownBy(Baton::start)
          .withMessageContaining("it was started by thread main, in io.baton.embedded")
          .withMessageContaining("ModuleSourcesIT.java");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> baton.views(String.class))
          .withMessageContaining("java.lang.String");
    }
  }
}
