package io.baton.testing;

import io.baton.api.code.CheckResult;
import io.baton.api.code.Leak;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.ShapeChange;
import io.baton.api.code.SoftPurgeResult;
import io.baton.embedded.Baton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Loads versions in a test, and asserts what upgrades are about. What the API returns can be
 * asserted with any library; the assertions here wait within a bound, and their messages say what
 * was expected, what was found, and what to do. Thread-safe.
 */
public final class Modules {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final Baton baton;
  private final Duration patience;

  /**
   * Uses a Baton, also one that no extension has started. Assertions wait for ten seconds.
   *
   * @param baton that runs
   */
  public Modules(Baton baton) {
    this(baton, PATIENCE);
  }

  private Modules(Baton baton, Duration patience) {
    this.baton = baton;
    this.patience = patience;
  }

  /**
   * Returns the same with another bound.
   *
   * @param atMost how long an assertion waits for what it asserts
   * @return for the same Baton
   */
  public Modules within(Duration atMost) {
    return new Modules(baton, atMost);
  }

  /**
   * Loads a version, as {@code code:load} does: it never purges.
   *
   * @param jar the version
   * @return what is current now
   * @throws AssertionError if the load is refused; the message says why
   */
  public ModuleVersion load(ModuleJar jar) {
    return switch (baton.loader().loadFile(jar.file())) {
      case LoadResult.Loaded(var current, _, _, _) -> current;
      case LoadResult.Refused refused ->
          throw new AssertionError(
              "expected %s to be loaded, but the load is refused (%s): %s"
                  .formatted(jar, refused.reason(), refused.why()));
    };
  }

  /**
   * Asserts that a load is refused for a reason. Nothing has changed then.
   *
   * @param <R> the reason
   * @param jar the version
   * @param reason class of the expected result, such as {@link LoadResult.OnLoadFailure}
   * @return the refusal
   * @throws AssertionError if it is loaded, or refused for another reason
   */
  public <R extends LoadResult.Refused> R assertRefused(ModuleJar jar, Class<R> reason) {
    LoadResult result = baton.loader().loadFile(jar.file());
    if (reason.isInstance(result)) {
      return reason.cast(result);
    }
    String found =
        result instanceof LoadResult.Refused refused
            ? "%s: %s".formatted(refused.getClass().getSimpleName(), refused.why())
            : "it is current";
    throw new AssertionError(
        "expected the load of %s to be refused with %s, found %s"
            .formatted(jar, reason.getSimpleName(), found));
  }

  /**
   * Checks what would become of state and messages if a version were loaded ({@link
   * io.baton.api.code.CodeLoader#check}). No code of it runs.
   *
   * @param jar the version
   * @return what would be converted, defaulted, dropped or refused
   * @throws AssertionError if it cannot be loaded whatever the state; the message says why
   */
  public CheckResult.Checked check(ModuleJar jar) {
    return switch (baton.loader().check(jar.file())) {
      case CheckResult.Checked checked -> checked;
      case CheckResult.Unloadable(var refused) ->
          throw new AssertionError(
              "expected %s to be loadable, but a load would be refused (%s): %s"
                  .formatted(jar, refused.reason(), refused.why()));
    };
  }

  /**
   * Asserts that state and messages of now cross into a version.
   *
   * @param jar the version, not loaded yet
   * @throws AssertionError if something does not; the message names each field, and what to do
   */
  public void assertStateFits(ModuleJar jar) {
    List<ShapeChange> refused =
        check(jar).changes().stream()
            .filter(change -> change.kind() == ShapeChange.Kind.REFUSED)
            .toList();
    if (!refused.isEmpty()) {
      throw new AssertionError(
          "expected state and messages to cross into %s, found:%s"
              .formatted(
                  jar, refused.stream().map("%n  %s"::formatted).collect(Collectors.joining())));
    }
  }

  /**
   * Returns a view of a module: each call runs the version that is current then. The interface is
   * the test's own, or that of the project's classes.
   *
   * @param <V> the view
   * @param module name of the module
   * @param view functions of the module
   * @return as {@link io.baton.api.code.Code#qualified} does
   */
  public <V> V view(String module, Class<V> view) {
    return baton.code().qualified(module, view);
  }

  /**
   * Asserts that nothing remains in the old version of a module: within the bound, each process and
   * thread has left it.
   *
   * @param module name of the module
   * @throws AssertionError otherwise; the message says which are in it, where, and why they stay
   */
  public void assertNoneLingers(String module) {
    List<Lingering> lingering = await(() -> baton.status().lingering(module), List::isEmpty);
    if (!lingering.isEmpty()) {
      throw new AssertionError(
          ("expected no process in the old version of %s after %s, found:%s%na process leaves it"
                  + " when it continues with a call through the module's name")
              .formatted(module, patience, lines(lingering)));
    }
  }

  private static String lines(List<?> found) {
    return found.stream().map("%n  %s"::formatted).collect(Collectors.joining());
  }

  /**
   * Asserts that the old version of a module can go: a soft purge succeeds within the bound, and
   * then its class loader leaves memory. Blocks while the collector runs. If something holds the
   * class loader, the heap is dumped to find it, which takes seconds.
   *
   * @param module name of the module, which has an old version
   * @throws AssertionError if processes or bundles still use it, or it stays in memory; the message
   *     names them, or the path of references that holds it
   */
  public void assertOldUnloads(String module) {
    SoftPurgeResult result =
        await(
            () -> baton.loader().softPurge(module),
            answer -> !(answer instanceof SoftPurgeResult.StillUsed));
    switch (result) {
      case SoftPurgeResult.Purged(var old) -> assertGone(old);
      case SoftPurgeResult.NoOldVersion _ ->
          throw new AssertionError(
              "expected %s to have an old version, found none: load a second one before"
                  .formatted(module));
      case SoftPurgeResult.StillUsed(var old, var lingering, var wired) ->
          throw new AssertionError(
              "expected %s to be unused after %s, found in it:%s%s"
                  .formatted(old, patience, lines(lingering), lines(wired)));
    }
  }

  /**
   * Asserts that the class loader of a purged version leaves memory.
   *
   * @param version that was purged
   * @throws AssertionError if something holds it; the message names the path of references
   */
  public void assertGone(ModuleVersion version) {
    Optional<Leak> leak = baton.leakOf(version);
    if (leak.isPresent()) {
      throw new AssertionError(
          ("expected the class loader of %s to be gone after its purge, found it in memory; held"
                  + " by:%n  %s%nrelease it there, when the component is deactivated at the latest")
              .formatted(version, held(leak.get())));
    }
  }

  private static String held(Leak leak) {
    return leak.path().isEmpty()
        ? leak.holder().toString()
        : String.join("%n    -> ".formatted(), leak.path());
  }

  /** Asks until the answer is wanted or the time is over; returns the last answer. */
  private <T> T await(Supplier<T> question, Predicate<T> isWanted) {
    long end = System.nanoTime() + patience.toNanos();
    T answer = question.get();
    while (!isWanted.test(answer) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
