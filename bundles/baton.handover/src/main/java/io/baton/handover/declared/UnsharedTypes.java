package io.baton.handover.declared;

import io.baton.spi.Counterparts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a class in a declared type that each of two versions has for itself. */
public final class UnsharedTypes {
  private UnsharedTypes() {}

  /**
   * Returns a class of the receiving version that the sending version does not use.
   *
   * @param node what the receiving version declares
   * @return null if the type means the same in both versions
   */
  public static @Nullable Class<?> in(Node node, ClassLoader from, ClassLoader into) {
    return from == into ? null : find(node, from, into);
  }

  private static @Nullable Class<?> find(Node node, ClassLoader from, ClassLoader into) {
    return switch (node) {
      case NumberNode _ -> null;
      case ArrayNode array -> find(array.component(), from, into);
      case ContainerNode holder -> find(holder.parts(), from, into);
      case ClassNode data -> {
        Class<?> raw = data.raw();
        boolean own = raw.getClassLoader() == into && Counterparts.of(raw, from) != raw;
        yield own ? raw : find(data.arguments(), from, into);
      }
    };
  }

  private static @Nullable Class<?> find(List<Node> nodes, ClassLoader from, ClassLoader into) {
    for (Node node : nodes) {
      Class<?> found = find(node, from, into);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
