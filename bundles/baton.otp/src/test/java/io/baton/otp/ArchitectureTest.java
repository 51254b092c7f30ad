package io.baton.otp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;
import io.baton.otp.supervisor.SupervisorTree;
import io.baton.spi.ProcessControl;

@AnalyzeClasses(packages = "io.baton.otp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /**
   * Its threads are asked for where they are looked at; everywhere else, only what lives counts.
   */
  @ArchTest
  static final ArchRule onlyPurgesAskForProcessesThatHaveEnded =
      noClasses()
          .that()
          .resideInAPackage("io.baton.otp..")
          .should()
          .callMethod(ProcessControl.class, "running");

  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn("io.baton.api..", "io.baton.spi..", "io.baton.otp..");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles();

  /** What starts and calls the behaviours is put together in the root, which nothing knows. */
  @ArchTest
  static final ArchRule behavioursDoNotKnowEachOther =
      slices()
          .matching("io.baton.otp.(server|statem|event|supervisor)")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule coreKnowsNoFramework =
      noClasses()
          .that()
          .doNotBelongToAnyOf(OtpComponent.class, SupervisorTree.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.osgi..");

  @ArchTest
  static final ArchRule onlyOneClassReadsDeclaredTypes =
      noClasses()
          .that()
          .haveNameNotMatching(".*TypeArguments.*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..");

  /** Servers are processes, so nothing here needs a thread of its own. */
  @ArchTest
  static final ArchRule noThreadsAreStarted =
      noClasses()
          .should()
          .callMethod(Thread.class, "start")
          .orShould()
          .accessClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class);

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest
  static final ArchRule nothingIsKeptInThreadLocals = ArchRules.nothingIsKeptInThreadLocals();

  @ArchTest static final ArchRule noValueIsAskedForItsText = ArchRules.noValueIsAskedForItsText();
}
