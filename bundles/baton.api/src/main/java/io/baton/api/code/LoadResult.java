package io.baton.api.code;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of a load. After every result but {@link Loaded} nothing has changed: same current, same
 * old, same processes, no bundle left behind.
 */
@ProviderType
public sealed interface LoadResult {
  /**
   * A load that succeeded: the version is current.
   *
   * @param current the version that qualified calls reach now
   * @param old the version that was current before
   * @param purged what became of the previous old version; {@link PurgeResult.NoOldVersion} if
   *     there was none
   * @param changes what is not carried over unchanged, of the types that processes keep values of
   *     or whose values have crossed so far; determined before anything switched
   */
  record Loaded(
      ModuleVersion current,
      Optional<ModuleVersion> old,
      PurgeResult purged,
      List<ShapeChange> changes)
      implements LoadResult {
    /** Copies the list. */
    public Loaded {
      changes = List.copyOf(changes);
    }
  }

  /** A refusal: the version did not become current. */
  @ProviderType
  sealed interface Refused extends LoadResult {
    /**
     * Returns what was to be loaded: module and version as far as known, otherwise the file.
     *
     * @return such as {@code frequency 2.0.0}
     */
    String what();

    /**
     * Returns why, and what to do.
     *
     * @return one or more lines, without {@link #what()}
     */
    String why();

    /**
     * Returns the word that Erlang's code server would answer, or one like it for what Erlang does
     * not know.
     *
     * @return such as {@code not_purged}
     */
    default String reason() {
      return switch (this) {
        case NoFile _ -> "nofile";
        case NotInEmbeddedMode _ -> "embedded";
        case NotPurged _, Spared _ -> "not_purged";
        case StateRefused _ -> "state_refused";
        case Unsatisfied _, OnLoadFailure _ -> "on_load_failure";
        case Sticky _ -> "sticky_directory";
        case NamedTwice _ -> "duplicated";
        case OnLoadNotAllowed _ -> "on_load_not_allowed";
        case PendingOnLoad _ -> "pending_on_load";
        case NotStored _ -> "system_limit";
        case NotSigned _ -> "not_signed";
        case BadFile _, OtherModule _, AlreadyInstalled _, Unresolved _, Entangled _, NotLinked _ ->
            "badfile";
      };
    }
  }

  /**
   * A refusal: no such file, or the code path has no such module or version.
   *
   * @param what the module and version, or the file
   * @param why the places that were searched, and what is there
   */
  record NoFile(String what, String why) implements Refused {}

  /**
   * A refusal: {@link CodeLoader#ensureLoaded} loads nothing in {@link CodeMode#EMBEDDED}.
   *
   * @param what the module
   */
  record NotInEmbeddedMode(String what) implements Refused {
    @Override
    public String why() {
      return "it is not loaded, and in embedded mode only loads by hand load it";
    }
  }

  /**
   * A refusal: the file is not a bundle with exactly one module.
   *
   * @param what the file
   * @param why what was expected and found
   */
  record BadFile(String what, String why) implements Refused {}

  /**
   * A refusal: the bundle is a version of another module than the requested one.
   *
   * @param what the requested module
   * @param file where it was expected
   * @param found the module in it
   */
  record OtherModule(String what, String file, String found) implements Refused {
    @Override
    public String why() {
      return "%s holds the module %s; load it under that name".formatted(file, found);
    }
  }

  /**
   * A refusal: a bundle with the same symbolic name, version and content is installed already, and
   * the load was by name: nothing newer is on the code path.
   *
   * @param what module and version
   * @param bundle number and location of the one that is there
   */
  record AlreadyInstalled(String what, String bundle) implements Refused {
    @Override
    public String why() {
      return "bundle %s has the same symbolic name, version and content; there is nothing newer"
          .formatted(bundle);
    }
  }

  /**
   * A refusal: the system lacks something that the load needs, such as space to store the bundle,
   * memory, a thread, or an open file. No fault of the file is known, and nothing has changed.
   *
   * @param what module and version, or the file
   * @param why the system's message
   */
  record NotStored(String what, String why) implements Refused {}

  /**
   * A refusal: only bundles that a trusted key has signed may be loaded, and this is none.
   *
   * @param what module and version
   * @param why which part has no signature or whose it is, and which keys are trusted
   */
  record NotSigned(String what, String why) implements Refused {}

  /**
   * A refusal: the bundle's requirements are not satisfied.
   *
   * @param what module and version
   * @param why the requirement that is missing
   */
  record Unresolved(String what, String why) implements Refused {}

  /**
   * A refusal: the bundle exports packages of Baton, which would then exist twice, or it sees a
   * package of another version of the module through a bundle that it requires.
   *
   * @param what module and version
   * @param why which package, and what to do
   */
  record Entangled(String what, String why) implements Refused {}

  /**
   * A refusal: a class of the bundle does not link.
   *
   * @param what module and version
   * @param className its name
   * @param cause the linkage error
   */
  record NotLinked(String what, String className, String cause) implements Refused {
    @Override
    public String why() {
      return "class %s does not link: %s".formatted(className, cause);
    }
  }

  /**
   * A refusal: the module's component waits for services that are missing.
   *
   * @param what module and version
   * @param references name, interface and target of each
   */
  record Unsatisfied(String what, List<String> references) implements Refused {
    @Override
    public String why() {
      return "its component waits for " + String.join(", ", references);
    }
  }

  /**
   * A refusal: the module's component could not be created, or its {@link OnLoad} did not return.
   *
   * @param what module and version
   * @param why what was thrown, or why no service was registered
   */
  record OnLoadFailure(String what, String why) implements Refused {}

  /**
   * A refusal: the module is loaded and protected, by {@link CodeLoader#stick} or by the
   * configuration. Nothing was purged.
   *
   * @param what module, and version as far as known
   * @param configured the property that protects it, and its value; empty if it was protected by a
   *     call
   */
  record Sticky(String what, Optional<String> configured) implements Refused {
    /**
     * Creates the refusal for a module that was protected by a call.
     *
     * @param what module, and version as far as known
     */
    public Sticky(String what) {
      this(what, Optional.empty());
    }

    @Override
    public String why() {
      return configured
          .map("it is sticky, so it is not replaced; change the configuration first: %s"::formatted)
          .orElse("it is sticky, so it is not replaced; unstick it first");
    }
  }

  /**
   * A refusal: the module was named more than once in one request.
   *
   * @param what the module
   */
  record NamedTwice(String what) implements Refused {
    @Override
    public String why() {
      return "it is named more than once; name each module once";
    }
  }

  /**
   * A refusal: the version implements {@link OnLoad}, which runs before it is current; that cannot
   * be one step with other modules.
   *
   * @param what module and version
   */
  record OnLoadNotAllowed(String what) implements Refused {
    @Override
    public String why() {
      return "its component implements OnLoad; load it by itself";
    }
  }

  /**
   * A refusal: another version of the module is running its {@link OnLoad}.
   *
   * @param what module and version
   */
  record PendingOnLoad(String what) implements Refused {
    @Override
    public String why() {
      return "the onLoad of another version is running; wait for it, or end its process";
    }
  }

  /**
   * A refusal: there is an old version, which must be purged first.
   *
   * @param what module and version
   * @param old the old version
   * @param lingering processes and threads that are in it
   * @param wired bundles that are wired to it
   */
  record NotPurged(
      String what, ModuleVersion old, List<Lingering> lingering, List<WiredBundle> wired)
      implements Refused {
    /** Copies the lists. */
    public NotPurged {
      lingering = List.copyOf(lingering);
      wired = List.copyOf(wired);
    }

    /**
     * Creates the refusal for a version that no bundle is wired to.
     *
     * @param what module and version
     * @param old the old version
     * @param lingering processes and threads that are in it
     */
    public NotPurged(String what, ModuleVersion old, List<Lingering> lingering) {
      this(what, old, lingering, List.of());
    }

    @Override
    public String why() {
      String used =
          wired.isEmpty()
              ? ""
              : "; used by %s"
                  .formatted(String.join("; ", wired.stream().map(WiredBundle::label).toList()));
      if (!lingering.isEmpty()) {
        return "%s is old and not purged; in it: %s%s".formatted(old, lingering, used);
      }
      return wired.isEmpty()
          ? "%s is old and not purged; no process is in it: soft purge it first".formatted(old)
          : "%s is old and not purged%s: refresh the bundles, or purge it".formatted(old, used);
    }
  }

  /**
   * A refusal: there is an old version, and the load may not purge it, because that would end
   * processes which the configuration spares.
   *
   * @param what module and version
   * @param purge the refusal of the purge
   */
  record Spared(String what, PurgeResult.Refused purge) implements Refused {
    @Override
    public String why() {
      return "%s is old and is not purged; in it: %s; %s"
          .formatted(purge.old(), purge.spared(), purge.why());
    }
  }

  /**
   * A refusal: a checked load has found states that do not cross. Erlang has no such answer.
   *
   * @param what module and version
   * @param states whose, and why; at most a hundred of them
   * @param count how many there are
   */
  record StateRefused(String what, List<RefusedState> states, int count) implements Refused {
    /** Copies the list. */
    public StateRefused {
      states = List.copyOf(states);
    }

    @Override
    public String why() {
      String first = String.join("; ", states.stream().limit(3).map(Object::toString).toList());
      return count <= 3
          ? "a state does not cross: " + first
          : "%,d states do not cross: %s and %,d more".formatted(count, first, count - 3);
    }
  }
}
