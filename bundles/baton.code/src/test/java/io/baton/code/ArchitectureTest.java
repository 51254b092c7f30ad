package io.baton.code;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.spi.ProcessTable;
import io.baton.code.purging.LoaderWatch;
import io.baton.testing.ArchRules;

@AnalyzeClasses(packages = "io.baton.code", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn(
          "org.apache.felix.utils..",
          "javax.xml..",
          "org.w3c.dom..",
          "org.xml.sax..",
          "io.baton.api..", "io.baton.spi..",
          "io.baton.code..");

  /**
   * Its threads are asked for where they are looked at; everywhere else, only what lives counts.
   */
  @ArchTest
  static final ArchRule onlyPurgesAskForProcessesThatHaveEnded =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.baton.code.purging")
          .should()
          .callMethod(ProcessTable.class, "running");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule coreKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.baton.code.calling",
              "io.baton.code.checking",
              "io.baton.code.purging",
              "io.baton.code.version")
          .or()
          .belongToAnyOf(
              LaneQueues.class,
              Lanes.class,
              OnLoads.class,
              LoadChecks.class,
              CurrentRecord.class,
              VersionProcess.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.osgi..");

  @ArchTest
  static final ArchRule callingKnowsNothingOfLoadingAndPurging =
      noClasses()
          .that()
          .resideInAPackage("io.baton.code.calling")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.baton.code", "io.baton.code.loading", "io.baton.code.purging");

  @ArchTest
  static final ArchRule functionsAreCalledInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.baton.code.calling", "io.baton.code.linking", "io.baton.code.loading")
          .and()
          .haveNameNotMatching(
              "io\\.baton\\.code\\.(purging\\.(Canary|ForeignThreads.*)|checking\\.ComparisonRoots.*)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..", "java.lang.classfile..");

  @ArchTest
  static final ArchRule threadsAreStartedByTheirOwnersOnly =
      ArchRules.threadsAreStartedOnlyBy(
          LaneQueues.class, Lanes.class, ServiceRegistrations.class, LoaderWatch.class);

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest
  static final ArchRule nothingIsKeptInThreadLocals = ArchRules.nothingIsKeptInThreadLocals();
}
