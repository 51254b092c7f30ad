package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.api.handover.ContainerHandover;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.Frame;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.ContainerNode;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.Nodes;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Relation;
import io.baton.spi.ThrownText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frame of a container of a library, which a service takes apart and makes again. */
final class LibraryFrame extends Frame {
  private final ContainerHandover<Object> service;
  private final List<Node> nodes;

  private LibraryFrame(
      Object value, @Nullable Object[] parts, ContainerHandover<Object> service, List<Node> nodes) {
    super(value, parts);
    this.service = service;
    this.nodes = nodes;
  }

  /**
   * Opens a container.
   *
   * @param declared the type arguments that are declared for it
   * @return null if there is no service for it
   */
  @SuppressWarnings("unchecked")
  static @Nullable Object open(
      Object value, List<Node> declared, Conversion conversion, Node node) {
    Class<?> type = value.getClass();
    if (type.getClassLoader() == null || conversion.relation(type) == Relation.VERSION) {
      return null;
    }
    var service = (ContainerHandover<Object>) conversion.settings.containers().of(value);
    if (service == null) {
      return null;
    }
    int width = service.type().getTypeParameters().length;
    List<Node> nodes =
        node instanceof ClassNode data ? Nodes.above(data, service.type()) : declared;
    if (nodes.size() != width) {
      nodes = Collections.nCopies(Math.max(1, width), ClassNode.ANY);
    }
    @Nullable Object[] parts = parts(value, service, conversion);
    return parts.length == 0
        ? value
        : conversion.openShared(
            new LibraryFrame(value, parts, service, nodes), new ContainerNode(Object.class, nodes));
  }

  private static @Nullable Object[] parts(
      Object value, ContainerHandover<Object> service, Conversion conversion) {
    try {
      return service.parts(value).toArray();
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "cannot be taken apart by %s: %s"
              .formatted(service.getClass().getName(), ThrownText.describe(e)),
          value);
    }
  }

  @Override
  protected Node node(int part) {
    return nodes.get(part % nodes.size());
  }

  @Override
  protected String step() {
    int width = nodes.size();
    return width == 1
        ? "[" + at + "]"
        : "["
            + DisplayNames.key(parts[at - at % width])
            + (at % width == 0 ? "" : "." + at % width)
            + "]";
  }

  @Override
  protected Object copy(Conversion conversion) {
    Object copy;
    try {
      copy = service.copy(value, list(parts));
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      HandoverException refused =
          conversion.refusal(
              "",
              "cannot be copied by %s: %s; convert it in codeChange"
                  .formatted(service.getClass().getName(), ThrownText.describe(e)),
              value);
      refused.initCause(e);
      throw refused;
    }
    if (copy == null || !service.type().isInstance(copy)) {
      throw conversion.refusal("", "was not copied by " + service.getClass().getName(), value);
    }
    return copy;
  }

  private static List<@Nullable Object> list(@Nullable Object[] parts) {
    List<@Nullable Object> list = new ArrayList<>(parts.length);
    for (Object part : parts) {
      list.add(part);
    }
    return list;
  }
}
