package io.baton.bench.module;

/** What each module of an application exports. */
public interface Unit {
  /** Something short. */
  String name();
}
