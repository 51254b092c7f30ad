package io.baton.handover.declared;

import io.baton.handover.type.Component;
import io.baton.handover.type.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan by which records, or data classes, of one class become those of another: which component
 * feeds which. Held by the target class; it refers to nothing of the source class but names.
 *
 * @param from for each target component the index of its source; -1 if it is new
 * @param nodes for each target component its type; null if the part is passed on as it is
 * @param defaults for each target component its value if it is new
 * @param lost components that would be lost
 * @param dropped components that may be dropped
 * @param inOrder whether each component is fed by the one at the same index
 * @param fits whether no component is new or lost
 * @param passes whether records pass without being read
 * @param same whether both classes are one
 * @param renamed whether the names of the classes differ
 * @param areValues whether neither class has fields that can be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read very often
public record RecordPlan(
    int[] from,
    @Nullable Node[] nodes,
    @Nullable DefaultValue[] defaults,
    List<String> lost,
    List<String> dropped,
    boolean inOrder,
    boolean fits,
    boolean passes,
    boolean same,
    boolean renamed,
    boolean areValues) {

  static RecordPlan of(Class<?> from, RecordTarget target) {
    Records.Shape source = Records.shape(from);
    Records.Shape there = Records.shape(target.type);
    int size = there.components.size();
    int[] places = new int[size];
    @Nullable Node[] nodes = new Node[size];
    @Nullable DefaultValue[] defaults = new DefaultValue[size];
    boolean same = from == target.type;
    for (int i = 0; i < size; i++) {
      Component wanted = there.components.get(i);
      places[i] = source.indexOf(wanted.name());
      Node node = target.components().get(i);
      if (places[i] < 0) {
        defaults[i] = DefaultValue.of(wanted, node);
      } else if (!isKept(source.components.get(places[i]), wanted, node, same && target.isHome())) {
        nodes[i] = node;
      }
    }
    List<String> lost = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (Component known : source.components) {
      if (there.indexOf(known.name()) < 0) {
        (mayDrop(known, target.type) ? dropped : lost).add(known.name());
      }
    }
    boolean passes = same && Arrays.stream(nodes).allMatch(node -> node == null);
    boolean fits = lost.isEmpty() && Arrays.stream(defaults).allMatch(value -> value == null);
    return new RecordPlan(
        places,
        nodes,
        defaults,
        lost,
        dropped,
        areInOrder(places, source.components.size()),
        fits,
        passes,
        same,
        !from.getName().equals(target.type.getName()),
        source.isValue && there.isValue);
  }

  private static boolean areInOrder(int[] places, int components) {
    boolean inOrder = places.length == components;
    for (int i = 0; i < places.length; i++) {
      inOrder &= places[i] == i;
    }
    return inOrder;
  }

  /** Returns whether a part is passed on without being read. */
  private static boolean isKept(Component known, Component wanted, Node node, boolean same) {
    return same
        ? node.isClosed(new HashSet<>())
        : node.isInert() && known.genericType().equals(wanted.genericType());
  }

  private static boolean mayDrop(Component known, Class<?> there) {
    return RecordAnnotations.mayBeDropped(known)
        || RecordAnnotations.notMissed(there).contains(known.name());
  }

  /** Arranges the parts that were read in the order of the target; may return the same array. */
  public @Nullable Object[] arrange(@Nullable Object[] read) {
    if (inOrder) {
      return read;
    }
    @Nullable Object[] parts = new Object[from.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = from[i] < 0 ? null : read[from[i]];
    }
    return parts;
  }
}
