package io.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DocumentationTool;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Writes the documentation of all packages that users compile against, as one site, to {@code
 * docs/target/apidocs}.
 */
class ApiDocsTest {
  private static final Path OVERVIEW = Path.of("src/main/javadoc/overview.html");

  private static final Path SITE = Path.of("../target/apidocs");

  /** Modules whose packages users compile against; those that are internal are not shown. */
  private static final List<String> MODULES = List.of("bundles/baton.api", "embedded", "testing");

  private static String sourcePath() {
    return MODULES.stream()
        .map(module -> "../../" + module + "/src/main/java")
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> options() {
    return List.of(
        "-quiet",
        "-Werror",
        "-Xdoclint:all",
        "-d",
        SITE.toString(),
        "-overview",
        OVERVIEW.toString(),
        "-windowtitle",
        "Baton",
        "-sourcepath",
        sourcePath(),
        "-classpath",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "-subpackages",
        "io.baton.api:io.baton.embedded:io.baton.testing",
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
    assertThat(SITE.resolve("index.html")).exists();
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
