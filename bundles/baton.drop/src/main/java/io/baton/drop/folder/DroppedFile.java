package io.baton.drop.folder;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that is in the folder. Used by the thread of the folder only. */
final class DroppedFile {
  private final Path path;

  /** What it has loaded last, also while it is refused: its content may have changed since. */
  private @Nullable Loaded loaded;

  private @Nullable Refusal refusal;

  /** As it was when it was looked at last, as the next two. */
  private Stamp stamp = Stamp.NONE;

  private String module = "";

  private @Nullable Circumstances circumstances;

  /** What of a refusal is in the log. */
  private @Nullable Object logged;

  /** Whether a program waits for an answer. */
  private boolean asked;

  /** What is to be said of the load; of a refusal its own text is. */
  private String outcome = "";

  DroppedFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Optional<Loaded> loaded() {
    return Optional.ofNullable(loaded);
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Returns whether its last load was of this module. */
  boolean holds(String module) {
    return loaded != null && loaded.module().equals(module);
  }

  /** The module that its manifest names; empty if that is not known. */
  String module() {
    return module;
  }

  /** Notes what it is now. */
  void seen(Stamp now, String what) {
    stamp = now;
    module = what;
  }

  /** Notes what it has loaded: what was wrong with it is over. */
  void loaded(Loaded now) {
    loaded = now;
    refusal = null;
    logged = null;
  }

  /** Notes that it is not the folder's any more: nothing is to be said of it. */
  void dropped() {
    refusal = null;
  }

  /** Notes why it is not loaded; what it has loaded before stays noted. */
  void refused(Refusal why) {
    refusal = why;
  }

  /** Notes what the refusal depends on. */
  void refusedIn(Circumstances then) {
    circumstances = then;
  }

  /** Returns whether another try would end as the last one. */
  boolean isRefusedAs(Stamp now, Circumstances then) {
    return refusal != null && now.equals(stamp) && !isLifted(then);
  }

  /** Returns whether what a refusal depended on has changed, besides the file. */
  boolean isLifted(Circumstances now) {
    return refusal != null && refusal.liftable() && !now.equals(circumstances);
  }

  /** Returns whether a refusal is to be logged: for each content and reason it is, once. */
  boolean isNews() {
    Object news = refusal == null ? null : Map.entry(refusal.reason(), stamp);
    boolean isNews = news != null && !news.equals(logged);
    logged = news;
    return isNews;
  }

  /** Notes that a program waits for an answer. */
  void asked() {
    asked = true;
  }

  /** Notes what there is to say of the last load. */
  void outcome(String text) {
    outcome = text;
  }

  /** Returns the answer to a program that waits, once; empty if none does. */
  Optional<String> answer() {
    if (!asked) {
      return Optional.empty();
    }
    asked = false;
    return Optional.of(
        refusal().map(why -> "refused%n%s".formatted(why.text())).orElse("loaded\n" + outcome));
  }
}
