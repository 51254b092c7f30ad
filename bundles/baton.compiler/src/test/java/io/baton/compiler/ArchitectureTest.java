package io.baton.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.compiler.module.ModuleBundle;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(
    packages = "io.baton.compiler",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiAndBndOnly =
      ArchRules.dependOnlyOn(
          "javax.tools..",
          "aQute.bnd..",
          "io.baton.api..",
          "io.baton.spi..",
          "io.baton.compiler..");

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchRules.packagesAreFreeOfCycles();

  @ArchTest static final ArchRule noThreads = ArchRules.threadsAreStartedOnlyBy();

  @ArchTest static final ArchRule noThreadLocals = ArchRules.nothingIsKeptInThreadLocals();

  /** It takes long to load, and most runs of Baton compile nothing. */
  @ArchTest
  static final ArchRule bndIsUsedInOnePlace =
      noClasses()
          .that()
          .doNotBelongToAnyOf(ModuleBundle.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("aQute..");

  @ArchTest
  static final ArchRule theFrameworkIsKnownInOnePlace =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.baton.compiler.source",
              "io.baton.compiler.classpath",
              "io.baton.compiler.javac",
              "io.baton.compiler.module")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.osgi\\.framework\\.(Bundle|wiring\\.).*");
}
