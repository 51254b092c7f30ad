package io.baton.code;

import io.baton.api.code.CodeMode;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Directories;
import io.baton.code.artifact.TrustedKeys;
import io.baton.code.framework.Callbacks;
import io.baton.code.loading.ThirdVersion;
import io.baton.code.loading.ThirdVersion.Choice;
import io.baton.code.purging.KillRules;
import io.baton.code.version.StickySettings;
import io.baton.spi.Log;
import io.baton.spi.NumberProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The configuration of the code server.
 *
 * @param path the code path
 * @param mode whether calls load modules
 * @param waits how long loads, purges and calls wait
 * @param dumpLimit up to how many bytes in use the heap is dumped without being asked
 * @param thirdVersion what becomes of a load that finds an old version
 * @param sticky modules that are not replaced
 * @param trusted whose signature a module needs; empty if it needs none
 * @param kills which processes purges may end
 * @param archives what an archive may hold
 * @param texts all of it, as it can be configured, by property
 */
record Settings(
    Directories path,
    CodeMode mode,
    Waits waits,
    long dumpLimit,
    ThirdVersion thirdVersion,
    StickySettings sticky,
    Optional<TrustedKeys> trusted,
    KillRules kills,
    ArchiveBounds archives,
    SortedMap<String, String> texts) {
  private static final Log LOG = Log.of("io.baton.code");
  private static final int MB = 20;
  private static final Directories NOWHERE = new Directories(List.of());

  /** What is in force where nothing else is configured. */
  static final Settings DEFAULTS = defaults();

  /** The texts cannot be changed. */
  Settings {
    texts = Collections.unmodifiableSortedMap(texts);
  }

  /**
   * Bounds of waits.
   *
   * @param patience how long a purge waits while the thread of no killed process comes back
   * @param loadBound how long each piece of code of a version may take that a load runs
   * @param leaveBound how long a version may take to take leave, and to begin
   * @param gapBound how long calls wait while a module's component or bundle is away
   * @param showBound how long a load waits until all listeners know of the services that it changes
   */
  record Waits(
      Duration patience,
      Duration loadBound,
      Duration leaveBound,
      Duration gapBound,
      Duration showBound) {
    private static final Waits DEFAULTS =
        new Waits(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5));
  }

  private static Settings defaults() {
    var builtIn =
        new Settings(
            NOWHERE,
            CodeMode.INTERACTIVE,
            Waits.DEFAULTS,
            256L << MB,
            ThirdVersion.REFUSED,
            StickySettings.NONE,
            Optional.empty(),
            KillRules.NONE,
            ArchiveBounds.DEFAULTS,
            new TreeMap<>());
    return of(Map.of(), builtIn, builtIn, _ -> {});
  }

  /**
   * Reads a configuration. A property that is wrong is refused: what was in force before stays.
   *
   * @param properties of the component
   * @param before what was in force
   * @param refused gets what is wrong, by PID and property
   */
  static Settings of(Map<String, Object> properties, Settings before, Consumer<String> refused) {
    return of(properties, before, DEFAULTS, refused);
  }

  /** The same, with what is refused in the log. */
  static Settings of(Map<String, Object> properties, Settings before) {
    return of(properties, before, why -> LOG.log(System.Logger.Level.ERROR, why));
  }

  private static Settings of(
      Map<String, Object> properties,
      Settings before,
      Settings otherwise,
      Consumer<String> refused) {
    var reader = new PropertyReader(properties, refused);
    var settings =
        new Settings(
            reader.directories("path", otherwise.path, before.path),
            reader.word("mode", List.of(CodeMode.values()), otherwise.mode, before.mode),
            waits(reader, otherwise.waits, before.waits),
            reader.number(
                    new NumberProperty("leak.dump.limit.mb", 0, 1L << MB),
                    otherwise.dumpLimit >> MB,
                    before.dumpLimit >> MB)
                << MB,
            thirdVersion(reader, otherwise.thirdVersion, before.thirdVersion),
            new StickySettings(
                reader.names("sticky", before.sticky.modules()),
                reader.directories("sticky.directories", NOWHERE, before.sticky.directories())),
            reader.trusted(before.trusted),
            kills(reader, before.kills),
            archives(reader, otherwise.archives, before.archives),
            reader.inForce());
    reader.unknown();
    return settings;
  }

  private static Waits waits(PropertyReader reader, Waits otherwise, Waits before) {
    return new Waits(
        reader.millis("purge.timeout.ms", 1, otherwise.patience, before.patience),
        reader.millis("load.timeout.ms", 1, otherwise.loadBound, before.loadBound),
        reader.millis("leave.timeout.ms", 1, otherwise.leaveBound, before.leaveBound),
        reader.millis("gap.timeout.ms", 0, otherwise.gapBound, before.gapBound),
        reader.millis("show.timeout.ms", 0, otherwise.showBound, before.showBound));
  }

  private static ThirdVersion thirdVersion(
      PropertyReader reader, ThirdVersion otherwise, ThirdVersion before) {
    return new ThirdVersion(
        reader.word("third.version", List.of(Choice.values()), otherwise.first(), before.first()),
        reader.millis("third.version.wait.ms", 1, otherwise.patience(), before.patience()),
        reader.word(
            "third.version.then",
            List.of(Choice.REFUSE, Choice.PURGE),
            otherwise.then(),
            before.then()));
  }

  private static KillRules kills(PropertyReader reader, KillRules before) {
    return new KillRules(
        reader.word(
            "purge.kills", List.of(KillRules.Kills.values()), KillRules.Kills.ANY, before.kills()),
        reader.names("purge.spares.modules", before.modules()),
        reader.names("purge.spares.processes", before.processes()));
  }

  private static ArchiveBounds archives(
      PropertyReader reader, ArchiveBounds otherwise, ArchiveBounds before) {
    return new ArchiveBounds(
        (int)
            (reader.number(
                    new NumberProperty("archive.entry.mb", 1, 1024),
                    otherwise.entry() >> MB,
                    before.entry() >> MB)
                << MB),
        reader.number(
                new NumberProperty("archive.total.mb", 1, 1L << MB),
                otherwise.total() >> MB,
                before.total() >> MB)
            << MB,
        (int)
            reader.number(
                new NumberProperty("archive.entries", 1, 10_000_000),
                otherwise.entries(),
                before.entries()),
        (int)
            reader.number(
                new NumberProperty("archive.ratio", 1, 1_000_000),
                otherwise.ratio(),
                before.ratio()));
  }

  /**
   * Returns how long a caller waits, when its load is done, until listeners and the log know of it.
   */
  Duration settleBound() {
    Duration most = Callbacks.PATIENCE;
    return waits.showBound.compareTo(most) < 0 ? waits.showBound : most;
  }

  /** A component's configuration is seen at its service. */
  static Map<String, Object> visible(Map<String, Object> properties) {
    Map<String, Object> visible = new TreeMap<>(properties);
    visible.keySet().removeIf(key -> key.startsWith(".") || key.startsWith("osgi.ds."));
    return visible;
  }
}
