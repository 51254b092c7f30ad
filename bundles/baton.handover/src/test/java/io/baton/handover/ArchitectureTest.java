package io.baton.handover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;
import io.baton.handover.field.FieldSearch;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Records;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

@AnalyzeClasses(
    packages = "io.baton.handover",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn("io.baton.api..", "io.baton.spi..", "io.baton.handover..");

  @ArchTest static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles();

  @ArchTest
  static final ArchRule entryPointIsAloneInTheRootPackage =
      noClasses()
          .that()
          .doNotBelongToAnyOf(StructuralHandover.class)
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAPackage("io.baton.handover");

  @ArchTest
  static final ArchRule accessorsAreCalledInOnePlace =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Records.class)
          .should()
          .callMethod(Method.class, "invoke", Object.class, Object[].class)
          .orShould()
          .callMethod(Method.class, "setAccessible", boolean.class)
          .orShould()
          .callMethod(Constructor.class, "setAccessible", boolean.class);

  @ArchTest
  static final ArchRule nothingBlocks =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks..");

  @ArchTest
  static final ArchRule onlyTheFieldSearchKnowsThreads =
      noClasses()
          .that()
          .doNotBelongToAnyOf(FieldSearch.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule noValueIsAskedForItsText =
      ArchRules.noValueIsAskedForItsText(DisplayNames.class);
}
