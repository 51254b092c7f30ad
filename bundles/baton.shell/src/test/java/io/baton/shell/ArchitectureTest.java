package io.baton.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(packages = "io.baton.shell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiAndTheShellOnly =
      ArchRules.dependOnlyOn(
          "org.apache.felix.service.command..",
          "org.apache.felix.gogo..",
          "org.jline..",
          "io.baton.api..",
          "io.baton.spi..",
          "io.baton.shell..");

  @ArchTest
  static final ArchRule onlyTheTerminalKnowsTheLineReader =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.baton.shell.terminal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jline..", "org.apache.felix.gogo..");

  @ArchTest
  static final ArchRule onlyTextLooksIntoRecords =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Text.class)
          .and()
          .doNotHaveSimpleName("CommandMethods")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.reflect..");

  @ArchTest
  static final ArchRule noClassKnowsAThread =
      noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule noValueIsAskedForItsText = ArchRules.noValueIsAskedForItsText(Text.class);
}
