package io.baton.handover.container;

import org.jspecify.annotations.Nullable;

/** Compares containers by what they hold. */
public final class ContainerEquality {
  private ContainerEquality() {}

  /** Returns whether two containers of the same class hold equal parts in the same order. */
  public static boolean haveEqualParts(Object one, Object other) {
    if (one.getClass() != other.getClass()) {
      return false;
    }
    @Nullable Object[] parts = parts(one);
    @Nullable Object[] others = parts(other);
    if (parts.length != others.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      Object part = parts[i];
      Object with = others[i];
      boolean same = part == null ? with == null : with != null && part.equals(with);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object[] parts(Object value) {
    ContainerKind kind = ContainerKind.of(value);
    return value.getClass().isArray()
        ? ContainerKind.elements(value)
        : kind == null ? new Object[] {value} : kind.parts(value);
  }
}
