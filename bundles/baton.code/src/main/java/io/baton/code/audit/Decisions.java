package io.baton.code.audit;

import io.baton.api.code.Decision;
import io.baton.api.code.Decision.Action;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.FinishResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.code.artifact.Content;
import io.baton.spi.DecisionLog;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log of decisions what was decided, on the thread that has decided it: whatever becomes
 * of the caller meanwhile, it is told. A request that had nothing to decide is not: a purge without
 * an old version, or a module that is loaded already.
 */
public final class Decisions {
  private static final String OK = "ok";

  private final Supplier<Optional<DecisionLog>> log;
  private final Supplier<String> requester;

  /**
   * Tells a log, if there is one.
   *
   * @param log empty if there is none
   * @param requester says what asks on the calling thread
   */
  public Decisions(Supplier<Optional<DecisionLog>> log, Supplier<String> requester) {
    this.log = log;
    this.requester = requester;
  }

  /**
   * One decision in the making.
   *
   * @param version the version that it is about; null if there is none
   * @param content what was to be loaded; null if unknown
   */
  private record Told(
      Action action,
      String what,
      @Nullable ModuleVersion version,
      @Nullable Content content,
      String result,
      String why,
      List<Lingering> ended) {
    static Told done(Action action, ModuleVersion version, List<Lingering> ended) {
      return new Told(action, version.toString(), version, null, OK, "", ended);
    }

    static Told refused(LoadResult.Refused refused, @Nullable Content content) {
      return new Told(
          Action.LOAD, refused.what(), null, content, refused.reason(), refused.why(), List.of());
    }

    Decision at(Instant when, String by) {
      return new Decision(
          when,
          action,
          what,
          file(),
          sha256(),
          result,
          why,
          ended.stream().map(Lingering::label).toList(),
          by);
    }

    private Optional<String> file() {
      return Optional.ofNullable(version)
          .map(ModuleVersion::location)
          .map(MarkedLocation::origin)
          .or(() -> Optional.ofNullable(content).map(Content::name));
    }

    /** Of what was loaded, or else of what is in the file now. */
    private Optional<String> sha256() {
      try {
        return version != null
            ? MarkedLocation.sha256(version.location())
            : content == null ? Optional.empty() : Optional.of(Sha256.of(content.open()));
      } catch (IOException _) {
        return Optional.empty(); // there is no such file, or it cannot be read, as the reason says
      }
    }
  }

  /**
   * Returns what asks, to be told with what is decided then. Called on the thread that asks.
   *
   * @return for people; empty if there is no log that would need it
   */
  public String requester() {
    return log.get().isPresent() ? requester.get() : "";
  }

  private void tell(String by, List<Told> all) {
    Optional<DecisionLog> found = all.isEmpty() ? Optional.empty() : log.get();
    if (found.isPresent()) {
      Instant now = Instant.now();
      found.get().decided(all.stream().map(one -> one.at(now, by)).toList());
    }
  }

  /**
   * Tells the result of a load, and of the purge before it.
   *
   * @param by what has asked for it
   * @param content what was to be loaded; null if it was looked for by name
   * @param result of the load
   * @return the same
   */
  public LoadResult load(String by, @Nullable Content content, LoadResult result) {
    switch (result) {
      case LoadResult.Loaded(var current, _, var purged, _) -> {
        List<Told> all = new ArrayList<>(purges(purged));
        all.add(Told.done(Action.LOAD, current, List.of()));
        tell(by, all);
      }
      case LoadResult.Refused refused -> tell(by, List.of(Told.refused(refused, content)));
    }
    return result;
  }

  /**
   * Tells the result of a load of several modules.
   *
   * @param by what has asked for it
   * @param result of the load
   * @return the same
   */
  public FinishResult finish(String by, FinishResult result) {
    switch (result) {
      case FinishResult.Loaded(var current, _, var purged) -> {
        List<Told> all = new ArrayList<>();
        purged.forEach(one -> all.addAll(purges(one)));
        current.forEach(one -> all.add(Told.done(Action.LOAD, one, List.of())));
        tell(by, all);
      }
      case FinishResult.Refused(var errors) -> tell(by, refusals(errors));
      case FinishResult.UsedUp() -> {
        // another request has decided it
      }
    }
    return result;
  }

  /**
   * Tells why several modules could not be made ready.
   *
   * @param by what has asked for it
   * @param result of the request
   * @return the same
   */
  public PrepareResult prepare(String by, PrepareResult result) {
    if (result instanceof PrepareResult.Refused(var errors)) {
      tell(by, refusals(errors));
    }
    return result;
  }

  private static List<Told> refusals(SortedMap<String, LoadResult.Refused> errors) {
    return errors.values().stream().map(refused -> Told.refused(refused, null)).toList();
  }

  /**
   * Tells the result of a purge.
   *
   * @param by what has asked for it
   * @param result of the purge
   * @return the same
   */
  public PurgeResult purge(String by, PurgeResult result) {
    tell(by, purges(result));
    return result;
  }

  private static List<Told> purges(PurgeResult result) {
    return switch (result) {
      case PurgeResult.NoOldVersion _ -> List.of();
      case PurgeResult.Purged(var old, _) -> List.of(Told.done(Action.PURGE, old, List.of()));
      case PurgeResult.PurgedByKilling(var old, var killed, _, _) ->
          List.of(Told.done(Action.PURGE, old, killed));
      case PurgeResult.Refused(var old, _, var why) ->
          List.of(refused(Action.PURGE, old, "not_purged", why));
    };
  }

  /**
   * Tells the result of a soft purge.
   *
   * @param by what has asked for it
   * @param result of the purge
   * @return the same
   */
  public SoftPurgeResult softPurge(String by, SoftPurgeResult result) {
    switch (result) {
      case SoftPurgeResult.NoOldVersion _ -> {
        // nothing was to be decided
      }
      case SoftPurgeResult.Purged(var old) ->
          tell(by, List.of(Told.done(Action.SOFT_PURGE, old, List.of())));
      case SoftPurgeResult.StillUsed(var old, var lingering, var wired) ->
          tell(
              by,
              List.of(
                  refused(
                      Action.SOFT_PURGE,
                      old,
                      "false",
                      "in use by %d processes and threads, and %d bundles"
                          .formatted(lingering.size(), wired.size()))));
    }
    return result;
  }

  /**
   * Tells the result of a delete.
   *
   * @param by what has asked for it
   * @param result of the delete
   * @return the same
   */
  public DeleteResult delete(String by, DeleteResult result) {
    switch (result) {
      case DeleteResult.NotLoaded _ -> {
        // nothing was to be decided
      }
      case DeleteResult.Deleted(var old) ->
          tell(by, List.of(Told.done(Action.DELETE, old, List.of())));
      case DeleteResult.NotPurged(var old) ->
          tell(
              by,
              List.of(
                  refused(Action.DELETE, old, "not_purged", "this version is old, and there yet")));
    }
    return result;
  }

  private static Told refused(Action action, ModuleVersion version, String result, String why) {
    return new Told(action, version.toString(), version, null, result, why, List.of());
  }
}
