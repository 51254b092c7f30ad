package io.baton.api.application;

import io.baton.api.code.LoadResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;

/** Result of the start of an application. */
@ProviderType
public sealed interface StartResult {
  /**
   * A start that succeeded.
   *
   * @param application its name
   * @param root the process that its start function has returned
   */
  record Ok(String application, Pid root) implements StartResult {}

  /** A refusal, or a start that has failed: nothing of the application runs because of it. */
  @ProviderType
  sealed interface Refused extends StartResult {
    /**
     * Returns what did not start.
     *
     * @return the name of the application
     */
    String application();

    /**
     * Returns why, and what to do.
     *
     * @return one or more lines, without the name of the application
     */
    String why();

    /**
     * Returns the word that Erlang's application controller would answer, or one like it for what
     * Erlang does not know.
     *
     * @return such as {@code not_started}
     */
    default String reason() {
      return switch (this) {
        case AlreadyStarted _ -> "already_started";
        case NotConfigured _ -> "no such application";
        case DependencyNotStarted _ -> "not_started";
        case Cycle _ -> "cycle";
        case NotLoaded _ -> "not_loaded";
        case NoCallback _ -> "undef";
        case BadReturn _ -> "bad_return";
        case Failed _ -> "failed";
        case TimedOut _ -> "timeout";
        case Stopped _ -> "stopped";
      };
    }
  }

  /**
   * A refusal: it runs ({@code {already_started, Application}}).
   *
   * @param application its name
   */
  record AlreadyStarted(String application) implements Refused {
    @Override
    public String why() {
      return "it runs";
    }
  }

  /**
   * A refusal: no configuration has this name.
   *
   * @param application the name
   */
  record NotConfigured(String application) implements Refused {
    @Override
    public String why() {
      return "no configuration io.baton.application~%s is there; see app:list for those that are"
          .formatted(application);
    }
  }

  /**
   * A refusal: one that it depends on does not run ({@code {not_started, Dependency}}).
   *
   * @param application its name
   * @param dependency which does not run
   */
  record DependencyNotStarted(String application, String dependency) implements Refused {
    @Override
    public String why() {
      return "it depends on %s, which does not run; start that first, or both by app:ensure_all_started %s"
          .formatted(dependency, application);
    }
  }

  /**
   * A refusal: it depends on itself.
   *
   * @param application its name
   * @param path the names from one application to the same again
   */
  record Cycle(String application, List<String> path) implements Refused {
    /** Copies the path. */
    public Cycle {
      path = List.copyOf(path);
    }

    @Override
    public String why() {
      return "applications depend on each other in a cycle, so none of them can be first: "
          + String.join(" -> ", path);
    }
  }

  /**
   * A failure: some of its modules have no current version, and could not be loaded.
   *
   * @param application its name
   * @param modules why, for each; at least one
   */
  record NotLoaded(String application, List<LoadResult.Refused> modules) implements Refused {
    /** Copies the list. */
    public NotLoaded {
      modules = List.copyOf(modules);
    }

    @Override
    public String why() {
      return modules.stream()
          .map(one -> "%s: %s: %s".formatted(one.reason(), one.what(), one.why()))
          .collect(Collectors.joining("; "));
    }
  }

  /**
   * A failure: the component of its module is no {@link Application}.
   *
   * @param application its name
   * @param module whose component it is
   */
  record NoCallback(String application, String module) implements Refused {
    @Override
    public String why() {
      return "the component of the module %s does not implement io.baton.api.application.Application; let it, or name another module in the property module"
          .formatted(module);
    }
  }

  /**
   * A failure: its start function returned no process ({@code {bad_return, …}}).
   *
   * @param application its name
   * @param returned what it returned
   */
  record BadReturn(String application, String returned) implements Refused {
    @Override
    public String why() {
      return "its start function must return the process that it has started, returned " + returned;
    }
  }

  /**
   * A failure: its start function threw, or returned that a start has failed, or its process was
   * ended.
   *
   * @param application its name
   * @param cause why
   */
  record Failed(String application, ExitReason cause) implements Refused {
    @Override
    public String why() {
      return cause.toString();
    }
  }

  /**
   * A failure: its start took too long, and was ended.
   *
   * @param application its name
   * @param bound how long it may take
   */
  record TimedOut(String application, Duration bound) implements Refused {
    @Override
    public String why() {
      return "its start has taken more than %d ms, and was ended; the property start.timeout.ms sets the bound"
          .formatted(bound.toMillis());
    }
  }

  /**
   * A failure: it was stopped while it started, or the system stops.
   *
   * @param application its name
   */
  record Stopped(String application) implements Refused {
    @Override
    public String why() {
      return "it was stopped while it started";
    }
  }
}
