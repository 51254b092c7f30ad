package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Baton's bundles say of themselves, for those that install them. */
class ManifestsIT {
  private static final Pattern PACKAGE =
      Pattern.compile("(?:^|,)([\\w.]+)((?:;[\\w:.-]+=(?:\"[^\"]*\"|[^,;\"]*))*)");
  private static final Pattern EXPORTED = Pattern.compile(";version=\"\\d+\\.\\d+\\.\\d+\"");

  /** A consumer's range ends before the next major version, a provider's before the next minor. */
  private static final Pattern IMPORTED =
      Pattern.compile(";version=\"\\[0\\.(\\d+),(1|0\\.\\d+)\\)\"");

  private record Clause(String name, String parameters) {}

  static Stream<Path> bundles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("baton.bundles")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("baton."))
          .filter(file -> !file.getFileName().toString().startsWith("baton.fixtures"))
          .toList()
          .stream();
    }
  }

  private static Attributes headers(Path bundle) throws Exception {
    try (var jar = new JarFile(bundle.toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }

  private static List<Clause> clauses(Attributes headers, String name) {
    String value = headers.getValue(name);
    return PACKAGE
        .matcher(value == null ? "" : value)
        .results()
        .map((MatchResult found) -> new Clause(found.group(1), found.group(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyExportedPackageHasAVersion(Path bundle) throws Exception {
    assertThat(clauses(headers(bundle), "Export-Package"))
        .allSatisfy(exported -> assertThat(exported.parameters()).containsPattern(EXPORTED));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyImportOfAPackageOfBatonHasARangeThatFitsItsUse(Path bundle) throws Exception {
    assertThat(clauses(headers(bundle), "Import-Package"))
        .filteredOn(imported -> imported.name().startsWith("io.baton"))
        .allSatisfy(imported -> assertThat(imported.parameters()).containsPattern(IMPORTED));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyBundleSaysItsLicenceAndIsThereOnce(Path bundle) throws Exception {
    Attributes headers = headers(bundle);

    assertThat(headers.getValue("Bundle-License")).startsWith("Apache-2.0");
    assertThat(headers.getValue("Bundle-SymbolicName")).endsWith(";singleton:=true");
  }

  /** Frameworks give none of them without being told to. */
  @ParameterizedTest
  @MethodSource("bundles")
  void noBundleNeedsPackagesThatAreNotOfEveryJdk(Path bundle) throws Exception {
    assertThat(clauses(headers(bundle), "Import-Package"))
        .extracting(Clause::name)
        .noneMatch(name -> name.startsWith("com.sun.") || name.startsWith("jdk.internal"));
  }
}
