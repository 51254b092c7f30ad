package io.baton.checks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The poms that belong together, each found by its artifactId: those of a checkout, or staged. */
final class Published {
  private static final String BOM = "baton-bom";
  private static final String SKIPPED = "maven.deploy.skip";
  private static final List<List<String>> REQUIRED =
      List.of(
          List.of("name"),
          List.of("description"),
          List.of("url"),
          List.of("licenses", "license", "name"),
          List.of("licenses", "license", "url"),
          List.of("developers", "developer", "name"),
          List.of("scm", "connection"),
          List.of("scm", "url"));

  /** What only the pom itself can say. */
  private static final Set<String> OWN = Set.of("name", "description");

  /** Kinds that a project can depend on. */
  private static final Set<String> KINDS_WITH_JAR = Set.of("jar", "bundle");

  private final Map<String, Pom> all = new TreeMap<>();

  Published(List<Pom> poms) {
    poms.forEach(pom -> all.put(pom.artifactId(), pom));
  }

  /** Reads the poms of all modules of a checkout. */
  static Published ofCheckout(Path root) throws IOException {
    Pom main = Pom.read(root.resolve("pom.xml"));
    List<Pom> poms = new ArrayList<>(List.of(main));
    for (String module : main.all("modules", "module").map(e -> e.getTextContent()).toList()) {
      poms.add(Pom.read(root.resolve(module.strip()).resolve("pom.xml")));
    }
    return new Published(poms);
  }

  /** Returns the poms of what is published: those whose deployment is not skipped. */
  List<Pom> poms() {
    return all.values().stream()
        .filter(pom -> !inherited(pom, List.of("properties", SKIPPED)).equals(Optional.of("true")))
        .toList();
  }

  /** Returns what is missing, a line for each; each says what to add. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Pom pom : poms()) {
      for (List<String> path : REQUIRED) {
        Optional<String> text =
            OWN.contains(path.getFirst())
                ? pom.text(path.toArray(String[]::new))
                : inherited(pom, path);
        if (text.filter(found -> !found.isEmpty()).isEmpty()) {
          problems.add(
              "%s: Maven Central requires <%s>: add it to %s, or set <%s>true</%s> in its properties if it is not for users"
                  .formatted(
                      pom.artifactId(), String.join("><", path), pom.file(), SKIPPED, SKIPPED));
        }
      }
    }
    problems.addAll(bomProblems());
    return problems;
  }

  private Optional<String> inherited(Pom pom, List<String> path) {
    return pom.text(path.toArray(String[]::new))
        .or(() -> pom.parent().map(all::get).flatMap(parent -> inherited(parent, path)));
  }

  private List<String> bomProblems() {
    Pom bom = all.get(BOM);
    if (bom == null) {
      return List.of("there is no " + BOM);
    }
    Set<String> listed =
        bom.all("dependencyManagement", "dependencies", "dependency", "artifactId")
            .map(element -> element.getTextContent().strip())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected =
        poms().stream()
            .filter(pom -> KINDS_WITH_JAR.contains(pom.packaging()))
            .map(Pom::artifactId)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> problems = new ArrayList<>();
    for (String artifact : expected) {
      if (!listed.contains(artifact)) {
        problems.add(
            "%s: it is published and not in %s: add it there, or set <%s>true</%s> in its properties if it is not for users"
                .formatted(artifact, bom.file(), SKIPPED, SKIPPED));
      }
    }
    for (String artifact : listed) {
      if (!expected.contains(artifact)) {
        problems.add(
            "%s: it is in %s and not published as a jar: remove it there"
                .formatted(artifact, bom.file()));
      }
    }
    return problems;
  }
}
