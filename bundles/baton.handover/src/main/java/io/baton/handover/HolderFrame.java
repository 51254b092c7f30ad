package io.baton.handover;

import io.baton.api.code.HandoverException;
import io.baton.api.spi.ThrownText;
import java.util.AbstractMap.SimpleEntry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container whose parts are being taken across. */
final class HolderFrame extends Frame {
  private final Kind kind;
  private final List<Node> nodes;

  private HolderFrame(Object value, @Nullable Object[] parts, Kind kind, List<Node> nodes) {
    super(value, parts);
    this.kind = kind;
    this.nodes = nodes;
  }

  /**
   * Reads a container.
   *
   * @param declared what it holds; of another number than its kind has, if that is not known
   * @return the value itself if it is none
   */
  static Object open(Object value, List<Node> declared, Conversion conversion, Node node) {
    Object library = LibraryFrame.open(value, declared, conversion, node);
    if (library != null) {
      return library;
    }
    Kind kind = Kind.of(value);
    if (kind == null) {
      return Opaque.pass(value, declared, conversion);
    }
    List<Node> nodes =
        kind.nodes == declared.size() ? declared : Collections.nCopies(kind.nodes, Data.ANY);
    if (kind == Kind.FUTURE || kind == Kind.WEAK) {
      nodes = References.prepare(value, nodes, conversion);
    }
    @Nullable Object[] parts = parts(value, kind, conversion);
    HolderFrame frame = new HolderFrame(value, parts, kind, nodes);
    frame.changed =
        EnumKeys.differ(value, nodes.getFirst(), conversion.loader())
            || (parts.length == 0 && Comparators.differs(value, nodes.getFirst(), conversion));
    if (frame.parts.length == 0 && !frame.changed) {
      return frame.kept(conversion);
    }
    return kind == Kind.OPTIONAL || (kind == Kind.ENTRY && !(value instanceof SimpleEntry<?, ?>))
        ? frame
        : conversion.openShared(frame, new Holder(Object.class, nodes));
  }

  private static @Nullable Object[] parts(Object value, Kind kind, Conversion conversion) {
    try {
      return kind.parts(value);
    } catch (Throwable e) {
      Conversion.checkMayBeRefused(e);
      throw conversion.refusal(
          "",
          "cannot be read: %s; let nobody change what is handed over"
              .formatted(ThrownText.describe(e)),
          value);
    }
  }

  @Override
  Node node(int part) {
    return nodes.get(nodes.size() == 1 ? 0 : part % nodes.size());
  }

  @Override
  String step() {
    return kind.step(value, parts, at);
  }

  @Override
  Kind.@Nullable Shell empty(Conversion conversion) {
    return switch (kind) {
      case COLLECTION -> new Copies(this, conversion).collection();
      case MAP -> new Copies(this, conversion).map();
      default -> kind.shell(value, parts.length);
    };
  }

  /** A collection of a library may have fields of its own, and a checked one knows a class. */
  @Override
  Object kept(Conversion conversion) {
    Class<?> type = value.getClass();
    if (type.getClassLoader() != null
        || type.getName().startsWith("java.util.Collections$Checked")) {
      Opaque.check(value, conversion);
    }
    return value;
  }

  @Override
  Object copy(Conversion conversion) {
    try {
      Kind.Shell copy = shell == null ? empty(conversion) : shell;
      if (copy != null) {
        copy.fill().accept(parts);
        return copy.result();
      }
      return switch (kind) {
        case COLLECTION -> Fixed.collection(value, parts);
        case MAP -> Fixed.map((Map<?, ?>) value, parts);
        default -> kind.of(value, parts);
      };
    } catch (HandoverException | UnknownClass e) {
      throw e;
    } catch (Throwable e) {
      Conversion.checkMayBeRefused(e);
      throw conversion.refusal(
          "",
          "cannot be made anew: %s; convert it in codeChange".formatted(ThrownText.describe(e)),
          value);
    }
  }
}
