package io.baton.application;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(
    packages = "io.baton.application",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn("io.baton.api..", "io.baton.spi..", "io.baton.application..");

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchRules.packagesAreFreeOfCycles();

  /** The one thread is a service thread. */
  @ArchTest static final ArchRule noThreads = ArchRules.threadsAreStartedOnlyBy();

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest static final ArchRule noThreadLocals = ArchRules.nothingIsKeptInThreadLocals();

  /** So that it is tested in milliseconds. */
  @ArchTest
  static final ArchRule theTableKnowsNoFramework =
      noClasses()
          .that()
          .resideInAPackage("io.baton.application.control")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.osgi..");
}
