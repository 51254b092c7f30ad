package io.baton.process;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.baton.api.spi.ValueText;
import io.baton.process.exit.Reaper;
import io.baton.process.schedule.ServiceThread;
import io.baton.process.spawn.Spawner;
import java.time.Duration;

@AnalyzeClasses(packages = "io.baton.process", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaAccess<?>> STARTS_A_THREAD =
      describe(
          "starts a thread",
          access ->
              access instanceof JavaCall<?> call
                  && call.getTargetOwner().getName().startsWith("java.lang.Thread")
                  && call.getName().matches("start|startVirtualThread"));

  @ArchTest
  static final ArchRule dependsOnTheApiOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jdk.management..",
              "org.osgi..",
              "org.jspecify..",
              "io.baton.api..",
              "io.baton.process..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.baton.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule threadsAreStartedByTheirOwnersOnly =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Spawner.class, Reaper.class, ServiceThread.class)
          .should()
          .accessTargetWhere(STARTS_A_THREAD);

  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class);

  @ArchTest
  static final ArchRule nothingReflects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..");

  @ArchTest
  static final ArchRule nothingIsKeptInThreadLocals =
      noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

  /** {@link ValueText} makes the text of a module's value, so that it cannot block a caller. */
  @ArchTest
  static final ArchRule noValueIsAskedForItsText =
      noClasses().should().callMethod(Object.class, "toString");
}
