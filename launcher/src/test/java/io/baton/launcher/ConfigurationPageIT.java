package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page of the configuration has what the code reads, no more and no less. */
class ConfigurationPageIT {
  private static final Path PAGE = Page.ROOT.resolve("docs/reference/configuration.md");
  private static final Path SOURCES = Page.ROOT.resolve("launcher/src/main");

  /** A row of a table that is about a key, and its other columns. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^` ]+)[^|]*\\|(.*)$");

  /** Returns the rows of the tables in a section, by their keys. */
  private static Map<String, String> rows(String section) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## " + section + "\n");
    assertThat(start).as("section " + section).isPositive();
    int end = page.indexOf("\n## ", start + 1);
    Map<String, String> rows = new LinkedHashMap<>();
    ROW.matcher(page.substring(start, end < 0 ? page.length() : end))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  private static Set<String> found(String regex, Path... files) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      for (MatchResult match : Pattern.compile(regex).matcher(read(file)).results().toList()) {
        found.add(match.group(1));
      }
    }
    return found;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Returns what the bundles of the distribution say of their configurations, by PID and key. */
  private static Map<String, Map<String, Element>> described() throws Exception {
    Map<String, Map<String, Element>> described = new TreeMap<>();
    Path bundles = Path.of(System.getProperty("baton.dist"), "bundles");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(bundles, "baton.*.jar")) {
      for (Path jar : jars) {
        try (var file = new JarFile(jar.toFile())) {
          for (var entry : file.stream().filter(one -> isMetatype(one.getName())).toList()) {
            Document document =
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.getInputStream(entry));
            var designate = (Element) document.getElementsByTagName("Designate").item(0);
            String factory = designate.getAttribute("factoryPid");
            described.put(
                factory.isEmpty() ? designate.getAttribute("pid") : factory, attributes(document));
          }
        }
      }
    }
    return described;
  }

  private static boolean isMetatype(String name) {
    return name.startsWith("OSGI-INF/metatype/") && name.endsWith(".xml");
  }

  private static Map<String, Element> attributes(Document document) {
    Map<String, Element> attributes = new TreeMap<>();
    var all = document.getElementsByTagName("AD");
    for (int i = 0; i < all.getLength(); i++) {
      var attribute = (Element) all.item(i);
      attributes.put(attribute.getAttribute("id"), attribute);
    }
    return attributes;
  }

  @Test
  void everyPropertyOfEveryPidIsOnThePageWithItsDefault() throws Exception {
    Map<String, Map<String, Element>> described = described();

    assertThat(described)
        .containsOnlyKeys(
            "io.baton.adopt",
            "io.baton.application",
            "io.baton.audit",
            "io.baton.code",
            "io.baton.drop",
            "io.baton.handover",
            "io.baton.watch");
    for (var pid : described.entrySet()) {
      Map<String, String> rows = rows("`" + pid.getKey() + "`");
      assertThat(rows.keySet())
          .as(pid.getKey())
          .containsExactlyInAnyOrderElementsOf(pid.getValue().keySet());
      pid.getValue()
          .forEach((key, attribute) ->
              assertThat(rows.get(key))
                  .as("default of %s", key)
                  .contains(attribute.getAttribute("default")));
    }
  }

  @Test
  void everyOptionOfTheCommandLineIsOnThePage() throws IOException {
    Path usage = SOURCES.resolve("resources/io/baton/launcher/usage.txt");

    Set<String> options = found("(?m)^ *(?:baton )?(--?[a-z-]+)", usage);

    assertThat(rows("Command line").keySet()).containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void everyVariableOfTheEnvironmentIsOnThePage() throws IOException {
    Path dist = SOURCES.resolve("dist");

    Set<String> variables =
        found(
            "\\$\\{((?:BATON|JAVA)_[A-Z_]+|TMPDIR)\\W",
            dist.resolve("bin/baton"),
            dist.resolve("lib/find-jdk.sh"));

    assertThat(rows("Environment").keySet()).containsExactlyInAnyOrderElementsOf(variables);
  }

  @Test
  void everyPropertyOfTheFrameworkIsOnThePage() throws IOException {
    Path java = SOURCES.resolve("java/io/baton/launcher");
    Path features = Page.ROOT.resolve("features");
    Set<String> properties =
        found(
            "String [A-Z_]+ = \"((?:baton|felix)\\.[a-z.]+)\"",
            java.resolve("FrameworkProperties.java"),
            java.resolve("Home.java"),
            java.resolve("History.java"));
    for (String feature : Set.of("baton", "shell-jline", "shell-plain", "shell-remote")) {
      String text = read(features.resolve(feature + ".json"));
      int start = text.indexOf("framework-launching-properties");
      if (start > 0) {
        properties.addAll(
            Pattern.compile("\"([a-z]+\\.[A-Za-z.]+)\":")
                .matcher(text.substring(start))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet()));
      }
    }

    assertThat(rows("Framework and system properties").keySet())
        .containsExactlyInAnyOrderElementsOf(properties);
  }
}
