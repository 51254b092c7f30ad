package io.baton.handover;

import org.jspecify.annotations.Nullable;

/** Where in a value one is, such as {@code State.pool[3].owner}. Spelled out only when printed. */
record Path(@Nullable Path parent, String before, Object step, String after) {
  static Path root(Object value) {
    return new Path(null, "", value.getClass().getSimpleName(), "");
  }

  Path component(String name) {
    return new Path(this, ".", name, "");
  }

  Path element(@Nullable Object key) {
    return new Path(this, "[", key == null ? "null" : key, "]");
  }

  @Override
  public String toString() {
    return (parent == null ? "" : parent.toString()) + before + step + after;
  }
}
