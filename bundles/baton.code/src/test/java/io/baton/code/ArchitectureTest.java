package io.baton.code;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.code.lane.LaneQueues;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.purging.Farewells;
import io.baton.fixtures.ArchRules;
import io.baton.spi.ProcessControl;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

@AnalyzeClasses(packages = "io.baton.code", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn(
          "javax.management..",
          "javax.security.auth.x500..",
          "org.apache.felix.utils..",
          "javax.xml..",
          "org.w3c.dom..",
          "org.xml.sax..",
          "io.baton.api..",
          "io.baton.spi..",
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
          .callMethod(ProcessControl.class, "running");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles();

  /** Numbers of versions and names of headers are values; they need no framework. */
  @ArchTest
  static final ArchRule coreKnowsNoFramework =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.baton.code",
              "io.baton.code.framework..",
              "io.baton.code.linking",
              "io.baton.code.preparing",
              "io.baton.code.restart",
              "io.baton.code.whiteboard")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.osgi..")
                  .and(not(belongToAnyOf(Constants.class, Version.class))));

  @ArchTest
  static final ArchRule callingKnowsNothingOfLoadingAndPurging =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.baton.code.calling",
              "io.baton.code.exports",
              "io.baton.code.fun",
              "io.baton.code.view")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.baton.code", "io.baton.code.loading", "io.baton.code.purging");

  @ArchTest
  static final ArchRule onlyTheseUseReflection =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.baton.code.calling",
              "io.baton.code.exports",
              "io.baton.code.fun",
              "io.baton.code.linking",
              "io.baton.code.preparing",
              "io.baton.code.view")
          .and()
          .haveNameNotMatching(
              "io\\.baton\\.code\\."
                  + "(leaking\\.Canary|checking\\.(ComparisonRoots|DeclaredRoots).*)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..", "java.lang.classfile..");

  @ArchTest
  static final ArchRule threadsAreStartedByTheirOwnersOnly =
      ArchRules.threadsAreStartedOnlyBy(LaneQueues.class, ModuleQueues.class, Farewells.class);

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest
  static final ArchRule nothingIsKeptInThreadLocals = ArchRules.nothingIsKeptInThreadLocals();
}
