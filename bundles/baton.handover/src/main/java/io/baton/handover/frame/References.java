package io.baton.handover.frame;

import io.baton.handover.convert.Conversion;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.Node;
import io.baton.handover.field.Fields;
import io.baton.handover.type.DisplayNames;
import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Checks references and futures, which code outside of the value fills or clears. */
final class References {
  private References() {}

  /**
   * Returns the types of what a reference holds; refuses a reference that cannot be copied.
   *
   * @param nodes the types declared for it
   */
  static List<Node> prepare(Object value, List<Node> nodes, Conversion conversion) {
    if (value instanceof CompletableFuture<?> future) {
      return future(future, nodes, conversion);
    }
    if (hasQueue((Reference<?>) value)) {
      throw conversion.refusal(
          "",
          "is a %s with a queue, which would get the old one; make a new one in codeChange"
              .formatted(DisplayNames.type(value.getClass())),
          value);
    }
    if (!nodes.getFirst().isInert()) {
      conversion.trackRecords();
    }
    return nodes;
  }

  private static List<Node> future(
      CompletableFuture<?> future, List<Node> nodes, Conversion conversion) {
    Future.State state = future.state();
    if (state == Future.State.RUNNING && conversion.unshared(nodes.getFirst()) != null) {
      throw conversion.refusal(
          "",
          "is a %s that is not completed yet, and what completes it may be of this version; complete it first, or make a new one in codeChange"
              .formatted(DisplayNames.type(future.getClass())),
          future);
    }
    return state == Future.State.FAILED ? List.of(ClassNode.ANY) : nodes;
  }

  private static boolean hasQueue(Reference<?> reference) {
    if (!Fields.areReadable()) {
      return false;
    }
    for (Fields.Slot slot : Fields.of(reference.getClass())) {
      Object queue = slot.name().equals("queue") ? slot.get(reference) : null;
      if (queue != null && !queue.getClass().getName().endsWith("$Null")) {
        return true;
      }
    }
    return false;
  }
}
