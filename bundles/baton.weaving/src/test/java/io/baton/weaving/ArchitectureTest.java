package io.baton.weaving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;
import java.lang.reflect.Method;

@AnalyzeClasses(packages = "io.baton.weaving", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn("io.baton.api..", "io.baton.spi..", "io.baton.weaving..");

  @ArchTest
  static final ArchRule wovenCodeCallsWhatKnowsNothingOfWeaving =
      noClasses()
          .that()
          .resideInAPackage("io.baton.weaving.point")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.baton.weaving", "java.lang.classfile..", "org.osgi.framework..");

  @ArchTest
  static final ArchRule callSitesAreKnownToWhatWovenCodeCallsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.baton.weaving.point")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.invoke.MutableCallSite");

  @ArchTest
  static final ArchRule nothingReflects =
      noClasses().should().callMethod(Method.class, "invoke", Object.class, Object[].class);
}
