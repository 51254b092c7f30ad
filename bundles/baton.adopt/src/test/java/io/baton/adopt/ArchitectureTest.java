package io.baton.adopt;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(packages = "io.baton.adopt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheSpiOnly =
      ArchRules.dependOnlyOn("io.baton.spi..", "io.baton.adopt..");

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();
}
