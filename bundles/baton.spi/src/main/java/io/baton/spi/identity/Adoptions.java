package io.baton.spi.identity;

import io.baton.api.code.Module;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The rules by which bundles are adopted, and which ones are. A bundle that is adopted stays so as
 * long as it has this revision, so that nobody sees two services for one when a rule goes. A bundle
 * that runs when a rule comes is adopted when it is refreshed, since its classes were not woven.
 */
public final class Adoptions {
  /** Baton's own bundles are not modules. */
  private static final String OWN = "baton.";

  /** By the name of the rule. Written by what reads the configuration, read by any thread. */
  private static final Map<String, Adoption> RULES = new ConcurrentSkipListMap<>();

  /** Written by the first thread that asks about a revision, read by any. */
  private static final Map<BundleRevision, ModuleIdentity> ADOPTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Wirings of bundles that ran when a rule came that concerns them. Written and read as RULES. */
  private static final Set<BundleWiring> UNWOVEN =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Written by bundles that start and stop, read by what reads the configuration. */
  private static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();

  private Adoptions() {}

  /**
   * Adds a rule, or replaces the one of the same name.
   *
   * @param name of the rule; if several concern a bundle, the first name counts
   * @param rule adopts bundles that are resolved after this
   * @param running bundles that run by now
   * @return those of them that the rule concerns, and that are not adopted until they are refreshed
   */
  public static List<BundleRevision> put(
      String name, Adoption rule, Stream<BundleRevision> running) {
    List<BundleRevision> late =
        running
            .filter(revision -> ADOPTED.get(revision) == null)
            .filter(revision -> concerns(rule, revision))
            .toList();
    late.stream().map(BundleRevision::getWiring).forEach(UNWOVEN::add);
    RULES.put(name, rule);
    LISTENERS.forEach(Runnable::run);
    return late;
  }

  /**
   * Removes a rule: it adopts no other bundle.
   *
   * @param name of the rule
   */
  public static void remove(String name) {
    RULES.remove(name);
  }

  /**
   * Has a listener called after each rule that comes, on the thread that adds it.
   *
   * @param listener does not wait
   * @return ends that
   */
  public static Runnable onRule(Runnable listener) {
    LISTENERS.add(listener);
    return () -> LISTENERS.remove(listener);
  }

  /** Returns whether a bundle may be adopted that comes now. */
  public static boolean areAny() {
    return !RULES.isEmpty();
  }

  /** Returns the interfaces under which services of adopted bundles are registered. */
  public static Set<String> interfaces() {
    Set<String> all = new LinkedHashSet<>();
    RULES.values().forEach(rule -> all.addAll(rule.interfaces()));
    synchronized (ADOPTED) {
      ADOPTED.values().forEach(identity -> all.addAll(identity.adopted()));
    }
    return all;
  }

  /**
   * Returns what the bundle in a file would be a version of.
   *
   * @param symbolicName as its manifest says
   * @param version as its manifest says; null, and what is none, count as 0.0.0
   * @return empty if no rule concerns it
   */
  public static Optional<ModuleIdentity> of(String symbolicName, @Nullable String version) {
    return RULES.isEmpty() ? Optional.empty() : matching(symbolicName, version(version));
  }

  private static Version version(@Nullable String text) {
    try {
      return Version.parseVersion(text);
    } catch (IllegalArgumentException _) {
      return Version.emptyVersion;
    }
  }

  private static Optional<ModuleIdentity> matching(String symbolicName, Version version) {
    return symbolicName.startsWith(OWN)
        ? Optional.empty()
        : RULES.values().stream()
            .filter(rule -> rule.bundles().has(symbolicName, version))
            .findFirst()
            .map(rule -> rule.identity(symbolicName));
  }

  static @Nullable ModuleIdentity of(BundleRevision revision) {
    if (RULES.isEmpty() && ADOPTED.isEmpty()) {
      return null;
    }
    ModuleIdentity known = ADOPTED.get(revision);
    if (known != null || isNever(revision)) {
      return known;
    }
    Optional<ModuleIdentity> found =
        matching(revision.getSymbolicName(), revision.getVersion())
            .filter(_ -> !UNWOVEN.contains(revision.getWiring()));
    found.ifPresent(identity -> ADOPTED.putIfAbsent(revision, identity));
    return found.orElse(null);
  }

  private static boolean concerns(Adoption rule, BundleRevision revision) {
    return !isNever(revision)
        && !revision.getSymbolicName().startsWith(OWN)
        && revision.getDeclaredCapabilities(Module.NAMESPACE).isEmpty()
        && rule.bundles().has(revision.getSymbolicName(), revision.getVersion());
  }

  /** The framework, fragments, and bundles without a name. */
  private static boolean isNever(BundleRevision revision) {
    return revision.getBundle().getBundleId() == 0
        || revision.getSymbolicName() == null
        || (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }
}
