package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.code.audit.Decisions;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.wire.Wirings;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.leaving.LeaveTaking;
import io.baton.code.purging.KillRules.Asker;
import io.baton.code.purging.PurgePermit.Answer;
import io.baton.code.version.LoadedVersion;
import io.baton.code.version.ModuleTable;
import io.baton.code.version.ModuleTable.Old;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Purges and soft purges of old versions. Each runs in the lane of its module. */
public final class Purges {
  private final ModuleQueues lanes;
  private final ModuleTable<InstalledVersion> table;
  private final Purger purger;
  private final Wirings wirings;
  private final Removals removals;
  private final LeaveTaking leaves;
  private final Supplier<KillRules> rules;
  private final Decisions decisions;

  /**
   * Purges in the lanes of modules.
   *
   * @param lanes of modules
   * @param table which versions there are
   * @param purger ends the processes in a version
   * @param wirings which bundles use a version
   * @param removals give up what was purged
   * @param leaves tell listeners of purges
   * @param rules what the configuration says of processes that purges may end
   * @param decisions tells the log what was decided
   */
  public Purges(
      ModuleQueues lanes,
      ModuleTable<InstalledVersion> table,
      Purger purger,
      Wirings wirings,
      Removals removals,
      LeaveTaking leaves,
      Supplier<KillRules> rules,
      Decisions decisions) {
    this.lanes = lanes;
    this.table = table;
    this.purger = purger;
    this.wirings = wirings;
    this.removals = removals;
    this.leaves = leaves;
    this.rules = rules;
    this.decisions = decisions;
  }

  /**
   * Purges the old version of a module, in its lane, if the configuration lets it.
   *
   * @param module name of the module
   * @return what was found and ended
   */
  public PurgeResult purge(String module) {
    String by = decisions.requester();
    return lanes.run(module, () -> decisions.purge(by, purgeIfPermitted(module)));
  }

  /**
   * Purges the old versions of several modules, in their lanes, with one look at all processes. If
   * the configuration spares processes, each module is looked at by itself, and refused by itself.
   *
   * @param modules names of modules
   * @return what was found and ended, of each
   */
  public SortedMap<String, PurgeResult> purge(Collection<String> modules) {
    SortedSet<String> names = new TreeSet<>(modules);
    if (names.isEmpty()) {
      return Collections.emptySortedMap();
    }
    String by = decisions.requester();
    return lanes.run(
        names,
        () -> {
          SortedMap<String, PurgeResult> results =
              rules.get().isEmpty() ? purgeTogether(names) : purgeEachIfPermitted(names);
          results.values().forEach(result -> decisions.purge(by, result));
          return Collections.unmodifiableSortedMap(results);
        });
  }

  private SortedMap<String, PurgeResult> purgeEachIfPermitted(SortedSet<String> modules) {
    SortedMap<String, PurgeResult> results = new TreeMap<>();
    modules.forEach(module -> results.put(module, purgeIfPermitted(module)));
    return results;
  }

  private SortedMap<String, PurgeResult> purgeTogether(SortedSet<String> modules) {
    SortedMap<String, PurgeResult> results = new TreeMap<>();
    SequencedMap<LoadedVersion, Instant> versions = new LinkedHashMap<>();
    List<InstalledVersion> old = new ArrayList<>();
    for (String module : modules) {
      Old<InstalledVersion> one = table.of(module).old();
      if (one == null) {
        results.put(module, new PurgeResult.NoOldVersion(module));
      } else {
        versions.put(one.version().loaded(), one.since());
        old.add(one.version());
      }
    }
    if (old.isEmpty()) {
      return results;
    }
    List<Purger.Killed> killed = purger.kill(purger.hold(versions));
    for (int i = 0; i < old.size(); i++) {
      String module = old.get(i).id().module();
      results.put(module, purged(old.get(i), killed.get(i), _ -> {}));
    }
    old.forEach(removals::purged);
    return results;
  }

  private PurgeResult purgeIfPermitted(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new PurgeResult.NoOldVersion(module);
    }
    try (Purger.Held held = hold(old)) {
      Optional<PurgeResult.Refused> refused = refused(old, held::inside, Asker.PURGE);
      return refused.isPresent() ? refused.get() : purged(old, held, removals::purged);
    }
  }

  /**
   * Purges the old version of a module, whatever is in it: its bundle has gone. Called in its lane.
   *
   * @param module name of the module
   * @return what was found and ended
   */
  PurgeResult purgeInLane(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new PurgeResult.NoOldVersion(module);
    }
    try (Purger.Held held = hold(old)) {
      return purged(old, held, removals::purged);
    }
  }

  private Purger.Held hold(Old<InstalledVersion> old) {
    return purger.hold(old.version().loaded(), old.since());
  }

  /** Asks what is inside only if that may matter: it takes a look at many stacks. */
  private Optional<PurgeResult.Refused> refused(
      Old<InstalledVersion> old, Supplier<List<Lingering>> inside, Asker asker) {
    KillRules now = rules.get();
    return now.isEmpty() ? Optional.empty() : now.refused(old.version().id(), inside.get(), asker);
  }

  private PurgeResult purged(
      Old<InstalledVersion> old, Purger.Held held, Consumer<InstalledVersion> then) {
    return purged(old.version(), held.kill(), then);
  }

  private PurgeResult purged(
      InstalledVersion version, Purger.Killed killed, Consumer<InstalledVersion> then) {
    List<WiredBundle> wired = wirings.users(version);
    takeOut(version, then);
    return killed.killed().isEmpty()
        ? new PurgeResult.Purged(version.id(), wired)
        : new PurgeResult.PurgedByKilling(version.id(), killed.killed(), killed.fenced(), wired);
  }

  private void takeOut(InstalledVersion version, Consumer<InstalledVersion> then) {
    table.purge(version.id().module());
    then.accept(version);
    tell(version);
  }

  /**
   * Asks whether a load may purge the old version of its module. Called in the module's lane.
   *
   * @param module name of the module
   * @return the permit, or why it may not
   */
  public Answer ask(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new Answer.Granted(PurgePermit.unneeded(module));
    }
    if (rules.get().isEmpty()) {
      return granted(() -> begun(old, hold(old)), () -> {});
    }
    Purger.Held held = hold(old);
    return answer(
        held,
        () ->
            refused(old, held::inside, Asker.LOAD)
                .<Answer>map(why -> new Answer.Refused(what -> new LoadResult.Spared(what, why)))
                .orElseGet(() -> granted(() -> begun(old, held), held::close)));
  }

  /**
   * Asks whether a load may remove the old version of its module, which it may if nothing uses it.
   * Called in the module's lane.
   *
   * @param module name of the module
   * @return the permit, or what uses it
   */
  public Answer askIfUnused(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new Answer.Granted(PurgePermit.unneeded(module));
    }
    Optional<SoftPurgeResult.StillUsed> held = heldByOthers(old);
    if (held.isPresent()) {
      return refused(held.get());
    }
    Purger.Held closed = hold(old);
    return answer(
        closed,
        () -> {
          List<Lingering> lingering = closed.lingering();
          return lingering.isEmpty()
              ? granted(() -> removed(old.version(), closed), closed::close)
              : refused(new SoftPurgeResult.StillUsed(old.version().id(), lingering));
        });
  }

  /** The gate stays closed for a permit only. */
  private static Answer answer(Purger.Held held, Supplier<Answer> question) {
    boolean granted = false;
    try {
      Answer answer = question.get();
      granted = answer instanceof Answer.Granted;
      return answer;
    } finally {
      if (!granted) {
        held.close();
      }
    }
  }

  private static Answer granted(Supplier<PurgePermit.Begun> purge, Runnable close) {
    return new Answer.Granted(new PurgePermit(purge, close));
  }

  private static Answer refused(SoftPurgeResult.StillUsed used) {
    return new Answer.Refused(
        what -> new LoadResult.NotPurged(what, used.old(), used.lingering(), used.wired()));
  }

  private PurgePermit.Begun begun(Old<InstalledVersion> old, Purger.Held held) {
    List<InstalledVersion> purged = new ArrayList<>();
    PurgeResult result = purged(old, held, purged::add);
    return new PurgePermit.Begun(result, () -> purged.forEach(removals::purged));
  }

  private PurgePermit.Begun removed(InstalledVersion version, Purger.Held held) {
    held.remove();
    takeOut(version, _ -> {});
    return new PurgePermit.Begun(
        new PurgeResult.Purged(version.id()), () -> removals.purged(version));
  }

  /**
   * Returns what uses the old version of a module now, so that no soft purge would remove it.
   *
   * @param module name of the module
   * @return empty if there is none, or nothing uses it
   */
  public Optional<SoftPurgeResult.StillUsed> used(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    return old == null ? Optional.empty() : heldByOthers(old).or(() -> lingering(old));
  }

  private Optional<SoftPurgeResult.StillUsed> lingering(Old<InstalledVersion> old) {
    List<Lingering> lingering = purger.lingering(old.version().loaded(), old.since());
    return lingering.isEmpty()
        ? Optional.empty()
        : Optional.of(new SoftPurgeResult.StillUsed(old.version().id(), lingering));
  }

  /**
   * Returns why a load may not purge the old version of a module now.
   *
   * @param module name of the module
   * @return empty if there is none, or it may
   */
  public Optional<PurgeResult.Refused> spared(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    return old == null
        ? Optional.empty()
        : refused(old, () -> purger.lingering(old.version().loaded(), old.since()), Asker.LOAD);
  }

  /**
   * Purges the old version of a module if nothing uses it, in the module's lane.
   *
   * @param module name of the module
   * @return what uses it; then nothing has changed
   */
  public SoftPurgeResult softPurge(String module) {
    String by = decisions.requester();
    return lanes.run(module, () -> decisions.softPurge(by, softPurgeInLane(module)));
  }

  private SoftPurgeResult softPurgeInLane(String module) {
    Old<InstalledVersion> old = table.of(module).old();
    if (old == null) {
      return new SoftPurgeResult.NoOldVersion(module);
    }
    Optional<SoftPurgeResult.StillUsed> held = heldByOthers(old);
    if (held.isPresent()) {
      return held.get();
    }
    InstalledVersion version = old.version();
    List<Lingering> lingering = purger.closeIfUnused(version.loaded(), old.since());
    if (!lingering.isEmpty()) {
      return new SoftPurgeResult.StillUsed(version.id(), lingering);
    }
    takeOut(version, removals::purged);
    return new SoftPurgeResult.Purged(version.id());
  }

  /** Returns what uses a version besides the processes in it: its leave, and bundles. */
  private Optional<SoftPurgeResult.StillUsed> heldByOthers(Old<InstalledVersion> old) {
    InstalledVersion version = old.version();
    Optional<Lingering> leave = leaves.pending(version.loaded(), old.since());
    if (leave.isPresent()) {
      return Optional.of(new SoftPurgeResult.StillUsed(version.id(), stillIn(old, leave.get())));
    }
    wirings.awaitResolves();
    List<WiredBundle> wired = wirings.users(version);
    return wired.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SoftPurgeResult.StillUsed(
                version.id(), purger.lingering(version.loaded(), old.since()), wired));
  }

  /** Returns what is in a version that takes leave, or is about to. */
  private List<Lingering> stillIn(Old<InstalledVersion> old, Lingering leave) {
    List<Lingering> lingering = purger.lingering(old.version().loaded(), old.since());
    return lingering.isEmpty() ? List.of(leave) : lingering;
  }

  private void tell(InstalledVersion purged) {
    leaves.purged(
        purged.loaded(), table.of(purged.id().module()).currentVersion().map(InstalledVersion::id));
  }
}
