package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.container.EnumContainers;
import io.baton.handover.container.ImmutableContainers;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.Frame;
import io.baton.handover.convert.UnknownClassException;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.ContainerNode;
import io.baton.handover.declared.Node;
import io.baton.handover.type.Failures;
import io.baton.spi.ThrownText;
import java.util.AbstractMap.SimpleEntry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frame of a container of the JDK whose parts are being converted. */
final class ContainerFrame extends Frame {
  private final ContainerKind kind;
  private final List<Node> nodes;

  private ContainerFrame(
      Object value, @Nullable Object[] parts, ContainerKind kind, List<Node> nodes) {
    super(value, parts);
    this.kind = kind;
    this.nodes = nodes;
  }

  /**
   * Opens a container.
   *
   * @param declared the types of its parts; of another number than its kind has, if they are
   *     unknown
   * @return the value itself if it is no container
   */
  static Object open(Object value, List<Node> declared, Conversion conversion, Node node) {
    Object library = LibraryFrame.open(value, declared, conversion, node);
    if (library != null) {
      return library;
    }
    ContainerKind kind = ContainerKind.of(value);
    if (kind == null) {
      return OpaqueObjects.pass(value, declared, conversion);
    }
    List<Node> nodes =
        kind.nodes == declared.size() ? declared : Collections.nCopies(kind.nodes, ClassNode.ANY);
    if (kind == ContainerKind.FUTURE || kind == ContainerKind.WEAK) {
      nodes = References.prepare(value, nodes, conversion);
    }
    @Nullable Object[] parts = parts(value, kind, conversion);
    ContainerFrame frame = new ContainerFrame(value, parts, kind, nodes);
    frame.changed =
        EnumContainers.differ(value, nodes.getFirst().raw(), conversion.loader())
            || (parts.length == 0 && Comparators.differs(value, nodes.getFirst(), conversion));
    if (frame.parts.length == 0 && !frame.changed) {
      return frame.kept(conversion);
    }
    return kind == ContainerKind.OPTIONAL
            || (kind == ContainerKind.ENTRY && !(value instanceof SimpleEntry<?, ?>))
        ? frame
        : conversion.openShared(frame, new ContainerNode(Object.class, nodes));
  }

  private static @Nullable Object[] parts(Object value, ContainerKind kind, Conversion conversion) {
    try {
      return kind.parts(value);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "cannot be read: %s; do not change a value that is being handed over"
              .formatted(ThrownText.describe(e)),
          value);
    }
  }

  @Override
  protected Node node(int part) {
    return nodes.get(nodes.size() == 1 ? 0 : part % nodes.size());
  }

  @Override
  protected String step() {
    return kind.step(value, parts, at);
  }

  @Override
  protected ContainerKind.@Nullable Shell empty(Conversion conversion) {
    return switch (kind) {
      case COLLECTION -> copies(conversion).collection();
      case MAP -> copies(conversion).map();
      default -> kind.shell(value, parts.length);
    };
  }

  private EmptyCopies copies(Conversion conversion) {
    Class<?> element = parts.length == 0 ? Object.class : nodes.getFirst().raw();
    return new EmptyCopies(value, parts.length, element, conversion);
  }

  /**
   * Returns the container itself, if no field of its own refers to the version. A collection of a
   * library may have more fields, and a checked collection refers to a class.
   */
  @Override
  protected Object kept(Conversion conversion) {
    Class<?> type = value.getClass();
    if (type.getClassLoader() != null
        || type.getName().startsWith("java.util.Collections$Checked")) {
      OpaqueObjects.check(value, conversion);
    }
    return value;
  }

  @Override
  protected Object copy(Conversion conversion) {
    try {
      ContainerKind.Shell copy = shell == null ? empty(conversion) : shell;
      if (copy != null) {
        copy.fill().accept(parts);
        return copy.result();
      }
      return switch (kind) {
        case COLLECTION -> ImmutableContainers.collection(value, parts);
        case MAP -> ImmutableContainers.map((Map<?, ?>) value, parts);
        default -> kind.of(value, parts);
      };
    } catch (HandoverException | UnknownClassException e) {
      throw e;
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "cannot be copied: %s; convert it in codeChange".formatted(ThrownText.describe(e)),
          value);
    }
  }
}
