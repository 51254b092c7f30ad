package io.baton.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.embedded.Baton;
import io.baton.spring.shop.Greeting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class ModuleBeansIT {
  private static final String SOURCE =
      """
      import io.baton.api.code.Module;
      import io.baton.spring.shop.Greeting;

      @Module("NAME")
      class GreetingModule implements Greeting {
        public String text() {
          return "TEXT";
        }
      }
      """;

  @TempDir Path folder;

  /** A bean of the application, made once. */
  record Desk(Greeting hello, List<Greeting> all) {}

  @Test
  void injectedBeansAndListsFollowTheVersionsOfModules() throws IOException {
    try (var context = new AnnotationConfigApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "test", Map.of("baton.shared-packages", Greeting.class.getPackageName())));
      context.register(BatonAutoConfiguration.class, Desk.class);
      context.refresh();
      Baton baton = context.getBean(Baton.class);
      Desk desk = context.getBean(Desk.class);
      assertThat(desk.all()).isEmpty();

      load(baton, "hello", "Hello");
      assertThat(desk.hello().text()).isEqualTo("Hello");
      assertThat(desk.all()).extracting(Greeting::text).containsExactly("Hello");

      load(baton, "hello", "Hello again");
      load(baton, "welcome", "Welcome");
      assertThat(desk.hello().text()).isEqualTo("Hello again");
      assertThat(desk.all()).extracting(Greeting::text).containsExactly("Hello again", "Welcome");

      baton.loader().delete("welcome");
      assertThat(desk.all()).extracting(Greeting::text).containsExactly("Hello again");
    }
  }

  private void load(Baton baton, String module, String text) throws IOException {
    Path file = folder.resolve(module + ".java");
    Files.writeString(file, SOURCE.replace("NAME", module).replace("TEXT", text));
    assertThat(baton.service(Compiler.class).compile(file))
        .isInstanceOf(CompileResult.Loaded.class);
  }
}
