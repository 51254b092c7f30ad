package io.baton.handover.compare;

/**
 * A position in a comparison.
 *
 * @param type the class whose values are compared
 * @param path from the compared type to the current part
 */
record Place(String type, String path) {
  /** Returns the position of a part. */
  Place step(String step) {
    return new Place(type, path + step);
  }

  /** Returns the same position in values of a class. */
  Place in(Class<?> other) {
    return new Place(other.getName(), path);
  }
}
