package io.baton.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.osgi.annotation.versioning.ProviderType;

@AnalyzeClasses(packages = "io.baton.spi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Only what is about bundles knows the framework. */
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      classes()
          .that()
          .resideOutsideOfPackages("io.baton.spi.framework..", "io.baton.spi.identity..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.osgi.annotation..",
              "org.jspecify..",
              "io.baton.api..",
              "io.baton.spi..");

  @ArchTest
  static final ArchRule everyInterfaceIsImplementedByBaton =
      classes()
          .that()
          .areInterfaces()
          .and()
          .areNotAnnotations()
          .and()
          .arePublic()
          .should()
          .beAnnotatedWith(ProviderType.class);
}
