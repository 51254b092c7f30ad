package io.baton.checks.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetsTest {
  private static final String PAGE =
      """
      Text.

      <!-- cut: src/A.java loop -->
      ```java
      old
      ```

      1. An item:

         <!-- cut: src/pom.xml -->
         ```xml
         <project/>
         ```
      """;

  @TempDir Path root;
  private Path page;

  @BeforeEach
  void sources() throws IOException {
    page = root.resolve("README.md");
    Files.createDirectory(root.resolve("src"));
    Files.writeString(
        root.resolve("src/A.java"),
        """
        class A {
          // region loop
          void loop() {
            // region other
            wait();
            // endregion
          }

          // endregion

          void notShown() {}

          // region loop
          int count;

          // endregion
        }
        """);
    Files.writeString(root.resolve("src/pom.xml"), "<project/>\n");
  }

  private List<String> problems(String text) throws IOException {
    Files.writeString(page, text);
    return Main.problems(root).stream().map(problem -> problem.below(root).toString()).toList();
  }

  @Test
  void codeThatDiffersFromItsSourceIsAProblem() throws IOException {
    List<String> problems = problems(PAGE);

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("README.md:4: expected the code of the source, found another")
        .endsWith("void loop() {\n  wait();\n}\n\nint count;\n");
  }

  @Test
  void applyWritesTheCodeIntoThePage() throws IOException {
    Files.writeString(page, PAGE);

    Main.apply(root);

    assertThat(page).hasContent(PAGE.replace("old", "void loop() {\n  wait();\n}\n\nint count;"));
    assertThat(Main.problems(root)).isEmpty();
  }

  @Test
  void indentationAndBlankLinesAtTheEndsMayDiffer() throws IOException {
    assertThat(problems("<!-- cut: src/pom.xml -->\n```xml\n\n  <project/>\n```\n")).isEmpty();
  }

  @Test
  void codeForUsersIsCutFromAFile() throws IOException {
    Files.createDirectories(root.resolve("docs/decisions"));
    String code = "```java\nint i;\n```\n";
    Files.writeString(root.resolve("docs/page.md"), code);
    Files.writeString(root.resolve("docs/decisions/0001.md"), code);

    List<String> problems = problems(code + "\n```\n$ ls\n```\n");

    assertThat(problems)
        .containsExactly(
            "README.md:1: expected <!-- cut: FILE --> or <!-- cut: FILE REGION --> before code,"
                + " found none",
            "docs/page.md:1: expected <!-- cut: FILE --> or <!-- cut: FILE REGION --> before code,"
                + " found none");
  }

  @Test
  void filesAndRegionsThatAreNotThereAreProblems() throws IOException {
    Files.writeString(root.resolve("src/open.sh"), "# region a\nls\n");
    Files.writeString(root.resolve("src/closed.xml"), "<!-- endregion -->\n");

    List<String> problems =
        problems(
            """
            <!-- cut: src/B.java -->
            ```java
            ```
            <!-- cut: src/A.java nothing -->
            ```java
            ```
            <!-- cut: src/open.sh a -->
            ```sh
            ```
            <!-- cut: src/closed.xml -->
            ```xml
            ```
            """);

    assertThat(problems)
        .containsExactly(
            "README.md:2: expected the file src/B.java, found none",
            "README.md:5: expected a region nothing in src/A.java, found none",
            "README.md:8: expected endregion for each region of src/open.sh",
            "README.md:11: expected a region before each endregion of src/closed.xml");
  }

  @Test
  void aBlankLineAtTheEndOfARegionKeepsNoIndentation() {
    assertThat(Cut.normalized("  void loop() {\n    wait();\n  }\n\n"))
        .isEqualTo("void loop() {\n  wait();\n}\n");
  }
}
