package io.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DocumentationTool;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Writes the documentation of the API, as a site, to {@code target/apidocs}. */
class ApiDocsTest {
  private static final Path OVERVIEW = Path.of("src/main/javadoc/overview.html");

  /** All that a bundle of a user can see. */
  private static List<String> options() {
    return List.of(
        "-quiet",
        "-Werror",
        "-Xdoclint:all",
        "-d",
        "target/apidocs",
        "-overview",
        OVERVIEW.toString(),
        "-windowtitle",
        "Baton",
        "-sourcepath",
        "src/main/java",
        "-classpath",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "-subpackages",
        "io.baton.api",
        "-exclude",
        "io.baton.api.internal");
  }

  @Test
  void theSiteIsMadeWithoutAWarning() {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    var messages = new StringWriter();

    boolean made = javadoc.getTask(messages, null, null, null, options(), null).call();

    assertThat(messages.toString()).isEmpty();
    assertThat(made).isTrue();
    assertThat(new File("target/apidocs/index.html")).exists();
  }

  @Test
  void theOverviewHasTheExampleOfTheReadMe() throws IOException {
    Matcher example =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../../README.md")));

    assertThat(example.find()).isTrue();
    assertThat(Files.readString(OVERVIEW).replace("&#64;", "@"))
        .contains("<pre>\n" + example.group(1) + "</pre>");
  }
}
