package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.Diagnostic;
import io.baton.api.compiler.SourceFile;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Promise 13 for sources, and promise 5: what is compiled is loaded as {@code c(M)} does it. */
public class CompilerIT extends ShellTest {
  private static final String COUNTER =
      """
      import static io.baton.api.process.Processes.*;

      import io.baton.api.code.Code;
      import io.baton.api.code.Module;
      import io.baton.api.process.*;

      interface Counter {
        Pid start();
        int count();
        Next loop(State state);
      }

      record State(int count) {}
      record Ask(Pid from) {}
      record Count(int value) {}

      @Module("counter")
      class CounterModule implements Counter {
        private final Counter module;

        CounterModule(Code code) {
          module = code.qualified("counter", Counter.class);
        }

        public Pid start() {
          Pid server = spawn(module.loop(new State(0)));
          register("counter", server);
          return server;
        }

        public int count() {
          send("counter", new Ask(self()));
          return receive(Count.class).value();
        }

        public Next loop(State state) {
          Ask ask = receive(Ask.class);
          send(ask.from(), new Count(state.count()));
          return module.loop(NEXT);
        }
      }
      """;

  private static final String SHOP =
      """
      package com.example.shop.impl;
      import com.example.shop.Shop;
      import io.baton.api.code.Code;
      import io.baton.api.code.Module;
      import org.osgi.framework.BundleContext;
      import org.osgi.service.component.annotations.*;

      @Component
      @Module("hello")
      public final class ShopModule implements Shop {
        private final BundleContext context;

        @Activate
        public ShopModule(BundleContext context, @Reference Code code) {
          this.context = context;
        }

        @Override
        public String greet(String name) {
          return context.getBundle().getSymbolicName();
        }
      }
      """;

  @Inject Compiler compiler;

  private interface Greeter {
    String greet(String name);
  }

  private interface Counter {
    Pid start();

    int count();
  }

  @Override
  Option more() {
    return composite(super.more(), Bundles.installed("baton.compiler"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = work().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** The whole module in one file: no package, and nothing of Declarative Services. */
  private Path greeter(String text) throws IOException {
    return write(
        "hello.java",
        """
        import io.baton.api.code.Module;

        interface Greeter {
          String greet(String name);
        }

        @Module("hello")
        class Hello implements Greeter {
          public String greet(String name) {
            return %s;
          }
        }
        """
            .formatted(text));
  }

  private Path counter(String next) throws IOException {
    return write("counter.java", COUNTER.replace("NEXT", next));
  }

  private CompileResult.Loaded compiled(Path source) {
    CompileResult result = compiler.compile(source);
    assertThat(result).isInstanceOf(CompileResult.Loaded.class);
    return (CompileResult.Loaded) result;
  }

  private String greeting() {
    return code.qualified("hello", Greeter.class).greet("you");
  }

  private Bundle bundle(String module) {
    return context.getBundle(codeStatus.isLoaded(module).orElseThrow().location());
  }

  @Test
  public void aFileWithoutAPackageIsAModule() throws Exception {
    CompileResult.Loaded result = compiled(greeter("\"hello \" + name"));

    assertThat(result.load().current().toString()).matches("hello \\d\\.0\\.0\\.c\\d{4}");
    assertThat(result.warnings()).isEmpty();
    assertThat(greeting()).isEqualTo("hello you");
  }

  @Test
  public void anEditedFileIsCurrentWhenItWasCompiled() throws Exception {
    CompileResult.Loaded first = compiled(greeter("\"hello \" + name"));
    Path edited = greeter("name.length() > 2 ? \"dear \" + name : name");

    CompileResult.Loaded second = compiled(edited);

    assertThat(greeting()).isEqualTo("dear you");
    assertThat(first.load().current().isEarlierThan(second.load().current())).isTrue();
    assertThat(second.load().old()).contains(first.load().current());
  }

  @Test
  public void theRunningCounterIsCorrected() throws Exception {
    compiled(counter("state"));
    Counter counter = code.qualified("counter", Counter.class);
    Pid server = counter.start();
    int first = counter.count();
    awaitReceive(server);

    compiled(counter("new State(state.count() + 1)"));

    assertThat(List.of(first, counter.count(), counter.count(), counter.count(), counter.count()))
        .containsExactly(0, 0, 0, 1, 2);
    assertThat(Processes.isAlive(server)).isTrue();
  }

  @Test
  public void aSourceThatDoesNotCompileChangesNothing() throws Exception {
    compiled(greeter("name"));
    Path wrong = greeter("name +* 1");

    CompileResult result = compiler.compile(wrong);

    assertThat(result).isInstanceOf(CompileResult.Errors.class);
    Diagnostic error = ((CompileResult.Errors) result).diagnostics().getFirst();
    assertThat(error.file()).isEqualTo(wrong);
    assertThat(error.position()).contains(new Diagnostic.Position(10, 18, "    return name +* 1;"));
    assertThat(greeting()).isEqualTo("you");
    assertThat(old("hello")).isEmpty();
  }

  @Test
  public void theThirdVersionEndsWhatIsInTheFirst() throws Exception {
    compiled(counter("state"));
    Counter counter = code.qualified("counter", Counter.class);
    Pid server = counter.start();
    awaitReceive(server);
    compiled(counter("new State(state.count() + 1)"));

    CompileResult.Loaded third = compiled(counter("new State(state.count() + 2)"));

    assertThat(third.load().purged()).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(Processes.isAlive(server)).isFalse();
  }

  @Test
  public void aFolderIsOneModule() throws Exception {
    write(
        "shop/src/main/java/com/example/shop/Shop.java",
        "package com.example.shop; public interface Shop { String greet(String name); }");
    write("shop/src/main/java/com/example/shop/impl/ShopModule.java", SHOP);

    compiled(work().resolve("shop"));

    assertThat(greeting()).isEqualTo("hello");
    assertThat(bundle("hello").getHeaders("").get("Import-Package"))
        .contains("io.baton.api.code;version=\"[0.1,1)\"")
        .contains("org.osgi.framework;version=\"[1.")
        .doesNotContain("annotation");
    assertThat(compiler.sources("hello"))
        .extracting(SourceFile::name)
        .containsExactly("com/example/shop/Shop.java", "com/example/shop/impl/ShopModule.java");
  }

  @Test
  public void aVersionKeepsItsSourceAndSaysWhereItIsFrom() throws Exception {
    Path file = greeter("name");
    String text = Files.readString(file);
    compiled(file);
    greeter("name + 1");

    assertThat(compiler.sources("hello")).containsExactly(new SourceFile("hello.java", text));
    assertThat(compiler.compilation("hello"))
        .hasValueSatisfying(known -> {
          assertThat(known.source()).isEqualTo(file);
          assertThat(known.compiled()).isBeforeOrEqualTo(known.version().loaded());
        });
  }

  @Test
  public void warningsDoNotRefuse() throws Exception {
    CompileResult.Loaded result = compiled(greeter("new java.util.ArrayList().size() + name"));

    assertThat(result.warnings())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.kind()).isEqualTo(Diagnostic.Kind.WARNING);
          assertThat(warning.message()).contains("raw type");
        });
  }

  @Test
  public void aNameIsCompiledAgain() throws Exception {
    compiled(greeter("name"));
    greeter("name + 1");

    CompileResult again = compiler.compile("hello");
    CompileResult unknown = compiler.compile("nosuch");

    assertThat(again).isInstanceOf(CompileResult.Loaded.class);
    assertThat(greeting()).isEqualTo("you1");
    assertThat(unknown).isInstanceOf(CompileResult.NoSource.class);
    assertThat(((CompileResult.NoSource) unknown).why()).contains("hello");
  }

  @Test
  public void aLoadThatIsRefusedChangesNothing() throws Exception {
    compiled(greeter("name"));
    codeLoader.stick("hello");
    try {
      CompileResult result = compiler.compile(greeter("name + 1"));

      assertThat(result).isInstanceOf(CompileResult.Refused.class);
      assertThat(((CompileResult.Refused) result).refused()).isInstanceOf(LoadResult.Sticky.class);
      assertThat(greeting()).isEqualTo("you");
    } finally {
      codeLoader.unstick("hello");
    }
  }

  @Test
  public void whatIsCompiledIsLaterThanTheBundleThatWasCurrent() throws Exception {
    load(
        new TestModule("hello", "2.0.0")
            .functions("String greet(String name);")
            .members("public String greet(String name) { return \"by bundle\"; }")
            .bundle());

    CompileResult.Loaded result = compiled(greeter("name"));

    assertThat(result.load().current().version()).isEqualTo("2.0.0.c0001");
    assertThat(bundle("hello").getSymbolicName())
        .isEqualTo(
            context.getBundle(result.load().old().orElseThrow().location()).getSymbolicName());
    assertThat(greeting()).isEqualTo("you");
  }

  @Test
  public void theShellSaysFromWhatAModuleWasCompiled() throws Exception {
    Path file = greeter("name");
    session.currentDir(work());

    String compiled = text("c hello.java");
    String again = text("c hello");

    assertThat(compiled).matches("ok: hello \\S+ is current");
    assertThat(again).matches("ok: hello \\S+ is current, \\S+ is old");
    assertThat(text("hello:greet you")).isEqualTo("you");
    assertThat(text("code:is_loaded hello"))
        .contains(" from " + file + ", compiled at ")
        .doesNotContain("#");
    assertThat(text("code:source hello")).isEqualTo(Files.readString(file).strip());
  }
}
