package io.baton.handover;

/** Where in a value one is, such as {@code State.pool[3].owner}. */
record Path(String text) {
  static Path root(Object value) {
    return new Path(value.getClass().getSimpleName());
  }

  Path component(String name) {
    return new Path(text + "." + name);
  }

  Path element(Object key) {
    return new Path(text + "[" + key + "]");
  }

  @Override
  public String toString() {
    return text;
  }
}
