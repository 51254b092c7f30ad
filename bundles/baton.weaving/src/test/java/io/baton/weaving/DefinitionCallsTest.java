package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls that are replaced where code defines classes, and calls that are not. */
class DefinitionCallsTest {
  private static Map<String, byte[]> replaced(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, one -> DefinitionCalls.replaced(one.getValue())));
  }

  @Test
  void methodThatOnlyLooksLikeThatOfALoaderIsCalledAsItIs() throws Exception {
    Map<String, byte[]> classes =
        Compiled.of(
            "User",
            """
            class User {
              static String use() { return new Definer().defineClass("X", new byte[1], 0, 1).getName(); }
            }
            class Definer {
              Class<?> defineClass(String name, byte[] bytes, int offset, int length) {
                return String.class;
              }
            }
            """);

    assertThat(Loaded.woven(replaced(classes)).call("User", "use")).isEqualTo("java.lang.String");
  }

  @Test
  void reflectiveCallThatDefinesNothingIsMadeAsItIs() throws Exception {
    Map<String, byte[]> classes =
        Compiled.of(
            "User",
            """
            class User {
              private static String defineClass(String text) { return text + "!"; }
              static Object use() throws Exception {
                return User.class.getDeclaredMethod("defineClass", String.class).invoke(null, "a");
              }
            }
            """);

    assertThat(Loaded.woven(replaced(classes)).call("User", "use")).isEqualTo("a!");
  }

  @Test
  void loaderOfUrlsStaysInOtherBundles() {
    byte[] classFile =
        Compiled.of(
                "Urls",
                """
                class Urls extends java.net.URLClassLoader {
                  Urls() { super(new java.net.URL[0]); }
                }
                """)
            .get("Urls");

    assertThat(DefinitionCalls.replacedInOtherBundle(classFile)).isSameAs(classFile);
    assertThat(DefinitionCalls.replaced(classFile)).isNotSameAs(classFile);
  }

  @Test
  void classOfAnotherBundleThatOnlyNamesADefinitionIsLeftAlone() {
    byte[] classFile =
        Compiled.of("Named", "class Named { String name = \"defineClass\"; }").get("Named");

    assertThat(DefinitionCalls.replacedInOtherBundle(classFile)).isSameAs(classFile);
  }
}
