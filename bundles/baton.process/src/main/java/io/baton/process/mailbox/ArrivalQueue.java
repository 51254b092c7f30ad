package io.baton.process.mailbox;

import io.baton.process.lifecycle.LifeCycle;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their arrival, which the owner of a mailbox has not looked at. Any
 * thread adds; only the owner removes. A linked list after Vyukov: a sender takes its place at the
 * end by one atomic exchange, and then links its node to the one before, which makes it visible.
 *
 * <p><b>Nothing of a process arrives after what its end causes.</b> Between the two steps the
 * sender asks whether its process has ended; if so, its place stays empty. The end is written
 * before anything that it causes is sent. So if a message has its place after such news, the
 * exchange of its sender came after the exchange of the news, and thereby after the end, which the
 * sender then sees. Nobody waits for anybody, and the exchange is the only barrier.
 *
 * <p>Between the two steps, what has its place later is not visible either: it becomes visible, and
 * the owner is woken, as soon as the sender links. The sender cannot be unmounted in between, and
 * an error there (its stack is full) leaves the place empty, not the list broken.
 */
final class ArrivalQueue {
  private static final AtomicReferenceFieldUpdater<ArrivalQueue, Node> LAST =
      AtomicReferenceFieldUpdater.newUpdater(ArrivalQueue.class, Node.class, "last");

  /** Taken already; what follows it is there. Written by the owner, read by who glances. */
  private volatile Node first = new Node(null);

  /** Exchanged by senders. */
  @SuppressWarnings("UnusedVariable") // by its updater
  private volatile Node last = first;

  private static final class Node {
    /** Null if it was taken, or never came. Written by its sender, and then by the owner. */
    @Nullable Object message;

    /** Written by the next sender; by the owner to the node itself when that is not in use. */
    volatile @Nullable Node next;

    Node(@Nullable Object message) {
      this.message = message;
    }
  }

  /**
   * Adds a message.
   *
   * @param sender null for the system
   * @return false if the sender has ended: nothing arrives
   */
  boolean add(Object message, @Nullable LifeCycle sender) {
    var node = new Node(message);
    Node before = LAST.getAndSet(this, node);
    boolean added = false;
    try {
      added = sender == null || sender.ended() == null;
    } finally {
      if (!added) {
        node.message = null;
      }
      before.next = node;
    }
    return added;
  }

  /** The oldest, which stays; null if there is none. Called by the owner. */
  @Nullable Object peek() {
    Node before = first;
    Node next = before.next;
    while (next != null && next.message == null) {
      before = advance(before, next);
      next = before.next;
    }
    return next == null ? null : next.message;
  }

  /** Removes what {@link #peek} has just given. Called by the owner. */
  void removeFirst() {
    Node before = first;
    Node next = before.next;
    if (next == null) {
      throw new IllegalStateException("nothing has arrived that could be removed");
    }
    next.message = null;
    Node _ = advance(before, next);
  }

  /** A node that is done refers to itself only: old ones must not keep young ones alive. */
  private Node advance(Node before, Node next) {
    first = next;
    before.next = before;
    return next;
  }

  /** Whether there is something to look at. Called by the owner. */
  boolean isEmpty() {
    return peek() == null;
  }

  /** How many were removed. Called by the owner. */
  int removeIf(Predicate<Object> condition) {
    int removed = 0;
    for (Node node = first.next; node != null; node = node.next) {
      Object message = node.message;
      if (message != null && condition.test(message)) {
        node.message = null;
        removed++;
      }
    }
    return removed;
  }

  /**
   * Shows what is there to another thread. What stays meanwhile is shown, in order; what comes or
   * goes may be.
   */
  void forEach(Consumer<Object> each) {
    Node node = first;
    for (Node next = node.next; next != null; next = node.next) {
      if (next == node) {
        node = first; // it was removed meanwhile, with all before it
      } else {
        Object message = next.message;
        if (message != null) {
          each.accept(message);
        }
        node = next;
      }
    }
  }

  /** How many there are, about; counts them. */
  int size() {
    int[] size = {0};
    forEach(_ -> size[0]++);
    return size[0];
  }
}
