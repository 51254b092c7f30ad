package io.baton.watch;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.fixtures.ArchRules;

@AnalyzeClasses(packages = "io.baton.watch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      ArchRules.dependOnlyOn("io.baton.api..", "io.baton.spi..", "io.baton.watch..");

  /** The one thread is a service thread. */
  @ArchTest static final ArchRule noThreads = ArchRules.threadsAreStartedOnlyBy();

  @ArchTest static final ArchRule nothingSleeps = ArchRules.nothingSleeps();

  @ArchTest static final ArchRule noThreadLocals = ArchRules.nothingIsKeptInThreadLocals();
}
