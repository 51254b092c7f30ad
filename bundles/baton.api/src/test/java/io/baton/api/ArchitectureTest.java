package io.baton.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

@AnalyzeClasses(packages = "io.baton.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheJdkAndAnnotationsOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.osgi.annotation..",
              "org.osgi.service.component.annotations..",
              "org.jspecify..",
              "io.baton.api..");

  @ArchTest
  static final ArchRule processesKnowNothingOfCode =
      classes()
          .that()
          .resideInAPackage("io.baton.api.process")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("io.baton.api.code");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.baton.api.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyInterfaceSaysWhichSideImplementsIt =
      classes()
          .that()
          .areInterfaces()
          .and()
          .areNotAnnotations()
          .and()
          .arePublic()
          .should()
          .beAnnotatedWith(ProviderType.class)
          .orShould()
          .beAnnotatedWith(ConsumerType.class);
}
