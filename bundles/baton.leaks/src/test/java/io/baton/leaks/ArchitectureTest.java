package io.baton.leaks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(packages = "io.baton.leaks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiAndSharkOnly =
      ArchRules.dependOnlyOn(
          "javax.management..",
          "shark..",
          "kotlin..",
          "io.baton.api..",
          "io.baton.spi..",
          "io.baton.leaks..");

  /** Classes that the framework loads to make the service. */
  @ArchTest
  static final ArchRule sharkIsNotLoadedBeforeItIsNeeded =
      noClasses()
          .that()
          .areAssignableTo(SharkLeakFinder.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("shark..", "kotlin..");
}
