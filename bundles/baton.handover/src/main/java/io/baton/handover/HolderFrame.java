package io.baton.handover;

import io.baton.api.code.HandoverException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
    Kind kind = Kind.of(value);
    if (kind == null) {
      return value;
    }
    List<Node> nodes =
        kind.nodes == declared.size() ? declared : Collections.nCopies(kind.nodes, Data.ANY);
    @Nullable Object[] parts = parts(value, kind, conversion);
    HolderFrame frame = new HolderFrame(value, parts, kind, nodes);
    frame.changed = EnumKeys.differ(value, nodes.getFirst(), conversion.loader());
    if (frame.parts.length == 0 && !frame.changed) {
      return value;
    }
    return kind == Kind.OPTIONAL || kind == Kind.ENTRY ? frame : conversion.openShared(frame, node);
  }

  private static @Nullable Object[] parts(Object value, Kind kind, Conversion conversion) {
    try {
      return kind.parts(value);
    } catch (RuntimeException e) {
      throw conversion.refusal(
          "", "cannot be read: %s; let nobody change what is handed over".formatted(e), value);
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
      case REFERENCE -> {
        var reference = new AtomicReference<@Nullable Object>();
        yield new Kind.Shell(reference, filling -> reference.set(filling[0]));
      }
      case REFERENCES -> {
        var array = new AtomicReferenceArray<@Nullable Object>(parts.length);
        yield new Kind.Shell(
            array,
            filling -> {
              for (int i = 0; i < filling.length; i++) {
                array.set(i, filling[i]);
              }
            });
      }
      case OPTIONAL, ENTRY -> null;
    };
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
    } catch (RuntimeException e) {
      throw conversion.refusal(
          "", "cannot be made anew: %s; convert it in codeChange".formatted(e), value);
    }
  }
}
