package io.baton.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Rules of architecture that hold for several bundles. */
public final class ArchRules {
  private static final List<String> EVERYWHERE = List.of("java..", "org.osgi..", "org.jspecify..");

  private static final DescribedPredicate<JavaAccess<?>> STARTS_A_THREAD =
      describe(
          "starts a thread",
          access ->
              access.getTargetOwner().getName().startsWith("java.lang.Thread")
                  && access.getName().matches("start|startVirtualThread"));

  private static final DescribedPredicate<JavaAccess<?>> SLEEPS =
      describe(
          "sleeps",
          access ->
              access.getTargetOwner().isEquivalentTo(Thread.class)
                  && access.getName().equals("sleep"));

  private ArchRules() {}

  /**
   * Classes depend on the JDK, OSGi, annotations of nullness and these packages, on nothing else.
   */
  public static ArchRule dependOnlyOn(String... packages) {
    return classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(EVERYWHERE.stream(), Stream.of(packages)).toArray(String[]::new));
  }

  /** No package depends on a package that depends on it. */
  public static ArchRule packagesAreFreeOfCycles() {
    return slices().matching("io.baton.(**)").should().beFreeOfCycles();
  }

  /** Only the owners of threads start some. */
  public static ArchRule threadsAreStartedOnlyBy(Class<?>... owners) {
    return noClasses()
        .that()
        .doNotBelongToAnyOf(owners)
        .should()
        .accessTargetWhere(STARTS_A_THREAD);
  }

  /** No thread sleeps. */
  public static ArchRule nothingSleeps() {
    return noClasses().should().accessTargetWhere(SLEEPS);
  }

  /** No thread-local variable exists: it could hold an old class loader. */
  public static ArchRule nothingIsKeptInThreadLocals() {
    return noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
  }

  /**
   * No value of a module is asked for its text, since that could block the caller. {@code
   * ValueText} makes it.
   *
   * @param exempt classes that ask for texts of other values
   */
  public static ArchRule noValueIsAskedForItsText(Class<?>... exempt) {
    return noClasses()
        .that()
        .doNotBelongToAnyOf(exempt)
        .should()
        .callMethod(Object.class, "toString");
  }
}
