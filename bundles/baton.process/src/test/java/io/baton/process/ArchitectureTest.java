package io.baton.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;
import io.baton.process.spawn.Spawner;

@AnalyzeClasses(packages = "io.baton.process", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn(
          "jdk.management..", "io.baton.api..", "io.baton.spi..", "io.baton.process..");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule threadsAreStartedByTheirOwnersOnly =
      ArchRules.threadsAreStartedOnlyBy(Spawner.class);

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest
  static final ArchRule nothingButTheAccessToTheJdkReflects =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.baton.process.schedule.JdkScheduler")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..");

  @ArchTest
  static final ArchRule nothingIsKeptInThreadLocals = ArchRules.nothingIsKeptInThreadLocals();

  @ArchTest static final ArchRule noValueIsAskedForItsText = ArchRules.noValueIsAskedForItsText();
}
