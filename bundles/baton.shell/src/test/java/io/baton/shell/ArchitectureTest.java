package io.baton.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.api.spi.ValueText;

@AnalyzeClasses(packages = "io.baton.shell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiAndTheShellOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.osgi..",
              "org.jspecify..",
              "org.apache.felix.service.command..",
              "io.baton.api..",
              "io.baton.shell..");

  @ArchTest
  static final ArchRule onlyTextLooksIntoRecords =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Text.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.reflect..");

  @ArchTest
  static final ArchRule nobodyKnowsAThread =
      noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class);

  /** The text of a module's value is made by {@link ValueText}, so that it delays no thread. */
  @ArchTest
  static final ArchRule onlyValueTextReadsTheTextOfAValue =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Text.class)
          .should()
          .callMethod(Object.class, "toString");
}
