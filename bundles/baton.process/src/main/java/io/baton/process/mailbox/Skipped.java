package io.baton.process.mailbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a process has inspected and left, in order of arrival. Each has a number, so that a
 * receive can go on after a position. Touched by the owner of the mailbox only, except {@link
 * #size} and {@link #inspect}.
 */
final class Skipped {
  private @Nullable Node first;
  private @Nullable Node last;
  private long lastNumber;

  /** Written by the owner, read by threads that report on it. */
  private final AtomicInteger size = new AtomicInteger();

  private static final class Node {
    /** Written by the owner, read by threads that report on it. */
    volatile Object message;

    final long number;
    @Nullable Node previous;
    @Nullable Node next;

    /** What it cannot be converted to. */
    Matching.@Nullable Unfit unfit;

    Node(Object message, long number, Matching.@Nullable Unfit unfit) {
      this.message = message;
      this.number = number;
      this.unfit = unfit;
    }

    /** The message was inspected, and is not wanted. */
    void left(Matching matching) {
      Object left = matching.left(message);
      if (left != message) {
        message = left;
      }
      unfit = matching.unfit();
    }
  }

  int size() {
    return size.get();
  }

  /** Returns the number of the message that was added last, even if it was removed since. */
  long lastNumber() {
    return lastNumber;
  }

  void add(Object message, Matching.@Nullable Unfit unfit) {
    var node = new Node(message, ++lastNumber, unfit);
    node.previous = last;
    if (last == null) {
      first = node;
    } else {
      last.next = node;
    }
    last = node;
    size.setRelease(size.getPlain() + 1);
  }

  /**
   * Shows the messages to another thread: those that the owner takes or adds meanwhile may be
   * missed. All that were added before are shown, since the size is written last.
   */
  void inspect(Consumer<Object> each) {
    if (size.get() == 0) {
      return;
    }
    for (Node node = first; node != null; node = node.next) {
      each.accept(node.message);
    }
  }

  /**
   * Takes the first message that matches, of those with a greater number; messages before it cost
   * nothing.
   */
  <T> @Nullable T take(Mailbox.Wanted<T> wanted, long after) {
    for (Node node = firstAfter(after); node != null; node = node.next) {
      T match = wanted.match(node.message, node.unfit);
      if (match != null) {
        unlink(node);
        return match;
      }
      node.left(wanted.matching());
    }
    return null;
  }

  private @Nullable Node firstAfter(long number) {
    if (number == 0) {
      return first;
    }
    Node found = null;
    for (Node node = last; node != null && node.number > number; node = node.previous) {
      found = node;
    }
    return found;
  }

  /** Removes messages, and returns how many. */
  int removeIf(Predicate<Object> condition) {
    int before = size.getPlain();
    for (Node node = first; node != null; node = node.next) {
      if (condition.test(node.message)) {
        unlink(node);
      }
    }
    return before - size.getPlain();
  }

  private void unlink(Node node) {
    if (node.previous == null) {
      first = node.next;
    } else {
      node.previous.next = node.next;
    }
    if (node.next == null) {
      last = node.previous;
    } else {
      node.next.previous = node.previous;
    }
    size.setRelease(size.getPlain() - 1);
  }
}
