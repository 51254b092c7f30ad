package io.baton.code.checking;

import io.baton.api.code.LoadResult;
import io.baton.api.code.RefusedState;
import io.baton.api.code.ShapeChange;
import io.baton.code.calling.VersionCode;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.LiveStates;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Tells before a load what it does to the values that are there. */
public final class Checks {
  private final CheckContext checkContext;

  /**
   * Compares at each request.
   *
   * @param checkContext the services that a check asks
   */
  public Checks(CheckContext checkContext) {
    this.checkContext = checkContext;
  }

  /**
   * Returns what would not be carried over as it is, as far as declarations tell. Costs a glance at
   * each process of the module, and a comparison for each class.
   *
   * @param before what is current
   * @param next code of what would be current; none of it runs
   * @return type by type
   */
  public List<ShapeChange> compare(LoadedVersion before, VersionCode next) {
    return compare(before, next, false);
  }

  /**
   * Returns the same, and what is declared.
   *
   * @param before what is current
   * @param next code of what would be current; none of it runs
   * @param isDeclared whether types are compared that are only declared for states and messages
   * @return type by type
   */
  public List<ShapeChange> compare(LoadedVersion before, VersionCode next, boolean isDeclared) {
    Optional<Shapes> found = checkContext.shapes().get();
    if (found.isEmpty()) {
      return List.of();
    }
    Shapes shapes = found.get();
    var roots = new ComparisonRoots(before, next);
    var unknown = new Unknown();
    states(before, LiveStates::kinds)
        .forEach(live -> unknown.unless(live.type(), () -> roots.state(live)));
    checkContext
        .processes()
        .living(before.id().module())
        .forEach(process -> unknown.unless(Running.class, () -> roots.loop(process)));
    if (isDeclared) {
      new DeclaredRoots(before.callable(), next, roots, unknown).find();
    }
    Set<ShapeChange> changes = new LinkedHashSet<>(roots.known());
    roots.found().forEach(root -> changes.addAll(compare(shapes, root, unknown)));
    changes.addAll(unknown.found());
    int kept = changes.size();
    var crossed = new ComparisonRoots(before, next);
    shapes.crossed(before.loader()).forEach(crossed::value);
    List<ShapeChange> others = new ArrayList<>(crossed.known());
    crossed.found().forEach(root -> others.addAll(compare(shapes, root, unknown)));
    others.addAll(unknown.found());
    others.stream().filter(other -> isNew(other, changes, kept)).forEach(changes::add);
    return List.copyOf(changes);
  }

  private static List<ShapeChange> compare(
      Shapes shapes, ComparisonRoots.Root root, Unknown unknown) {
    List<ShapeChange> changes = new ArrayList<>();
    unknown.unless(root.from(), () -> changes.addAll(shapes.compare(root.from(), root.into())));
    return changes;
  }

  /** The same part of the same type may be in a state and have crossed by itself. */
  private static boolean isNew(ShapeChange change, Set<ShapeChange> known, int kept) {
    return known.stream()
        .limit(kept)
        .noneMatch(other ->
            other.type().equals(change.type())
                && other.kind() == change.kind()
                && other.detail().equals(change.detail()));
  }

  private <T> List<T> states(LoadedVersion before, BiFunction<LiveStates, String, List<T>> which) {
    return checkContext
        .states()
        .get()
        .map(states -> which.apply(states, before.id().module()))
        .orElse(List.of());
  }

  /**
   * Carries every state and every argument of a loop on trial.
   *
   * @param before what is current
   * @param next ready to become current
   * @return empty if all pass
   */
  public Optional<LoadResult.Refused> refused(LoadedVersion before, LoadedVersion next) {
    var trial = new TrialConversion(before, next, checkContext.handover());
    states(before, LiveStates::of).forEach(trial::state);
    checkContext.processes().living(before.id().module()).forEach(trial::loop);
    List<RefusedState> refused = trial.refused();
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoadResult.StateRefused(next.toString(), refused, trial.count()));
  }
}
