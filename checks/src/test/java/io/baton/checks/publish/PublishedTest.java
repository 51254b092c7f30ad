package io.baton.checks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published. */
class PublishedTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String ABOUT =
      """
      <name>N</name><description>D</description><url>U</url>
      <licenses><license><name>L</name><url>U</url></license></licenses>
      <developers><developer><name>P</name></developer></developers>
      <scm><connection>C</connection><url>U</url></scm>
      """;

  @TempDir Path folder;

  private Pom pom(String artifact, String content) throws IOException {
    Path file = Files.createDirectories(folder.resolve(artifact)).resolve("pom.xml");
    return Pom.read(
        Files.writeString(
            file, "<project><artifactId>%s</artifactId>%s</project>".formatted(artifact, content)));
  }

  private Pom bom(String... artifacts) throws IOException {
    var list = new StringBuilder();
    for (String artifact : artifacts) {
      list.append("<dependency><artifactId>%s</artifactId></dependency>".formatted(artifact));
    }
    return pom(
        "baton-bom",
        ABOUT
            + "<packaging>pom</packaging><dependencyManagement><dependencies>%s</dependencies></dependencyManagement>"
                .formatted(list));
  }

  @Test
  void whatIsPublishedHasWhatMavenCentralRequiresAndIsInTheBillOfMaterials() throws IOException {
    Published published = Published.ofCheckout(ROOT);

    assertThat(published.problems()).isEmpty();
    assertThat(published.poms())
        .extracting(Pom::artifactId)
        .contains("baton.api", "baton-bom", "baton-module-parent", "baton-module-archetype")
        .doesNotContain("baton.itests", "baton.checks", "baton.fixtures", "frequency-1.0");
  }

  @Test
  void allPomsHaveTheSameAddresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (String file : List.of("pom.xml", "build/bom/pom.xml", "build/module-parent/pom.xml")) {
      Pom pom = Pom.read(ROOT.resolve(file));
      addresses.add(
          pom.text("properties", "baton.url").orElseThrow()
              + pom.text("properties", "baton.scm").orElseThrow());
    }

    assertThat(addresses).containsOnly(addresses.getFirst());
  }

  @Test
  void whatIsMissingInTheBillOfMaterialsIsSaid() throws IOException {
    var published = new Published(List.of(pom("new", ABOUT), bom("gone")));

    assertThat(published.problems())
        .hasSize(2)
        .anyMatch(
            line -> line.startsWith("new: it is published and not in ") && line.contains("add"))
        .anyMatch(line -> line.startsWith("gone: it is in ") && line.contains("remove"));
  }

  @Test
  void whatMavenCentralRequiresMayBeInherited() throws IOException {
    Pom parent = pom("parent", ABOUT + "<packaging>pom</packaging>");
    Pom child = pom("child", "<parent><artifactId>parent</artifactId></parent><name>N</name>");

    assertThat(new Published(List.of(parent, child, bom("child"))).problems())
        .singleElement()
        .asString()
        .startsWith("child: Maven Central requires <description>: add it to ");
  }

  @Test
  void whatIsNotDeployedNeedsNothing() throws IOException {
    Pom internal =
        pom("internal", "<properties><maven.deploy.skip>true</maven.deploy.skip></properties>");

    assertThat(new Published(List.of(internal, bom())).problems()).isEmpty();
  }

  @Test
  void aStagedFileThatIsMissingIsSaid() throws IOException {
    Path pom = pom("a", ABOUT).file();
    Files.move(pom, folder.resolve("a/a-1.0.0.pom"));
    Path list = bom("a").file();
    Files.move(list, folder.resolve("baton-bom/baton-bom-1.0.0.pom"));

    assertThat(new Staged(folder, false).problems())
        .anyMatch(line -> line.startsWith("a: ") && line.contains("a-1.0.0-javadoc.jar"))
        .anyMatch(line -> line.startsWith("a: ") && line.contains("a-1.0.0.pom.sha1"))
        .noneMatch(line -> line.contains(".asc"));
    assertThat(new Staged(folder, true).problems())
        .anyMatch(line -> line.contains("a-1.0.0-sources.jar.asc"));
  }
}
