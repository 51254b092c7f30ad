package io.baton.audit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(packages = "io.baton.audit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiAndJsonOnly =
      ArchRules.dependOnlyOn(
          "jakarta.json..",
          "org.eclipse.parsson..",
          "io.baton.api..",
          "io.baton.spi..",
          "io.baton.audit..");

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();
}
