package io.baton.process.mailbox;

import io.baton.process.lifecycle.LifeCycle;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Queue of messages in the order of their arrival, which the owner of a mailbox has not inspected
 * yet. Any thread adds; only the owner removes. It is a linked list after Vyukov: a sender takes
 * its place at the end by one atomic exchange, and then links its node to the one before, which
 * makes it visible. See decision 0041.
 *
 * <p><b>No message of a process arrives after a signal that its end causes.</b> Between the two
 * steps the sender checks whether its process has ended; if so, its place stays empty. The end is
 * written before any signal that it causes is sent. So if a message has its place after such a
 * signal, the exchange of its sender came after the exchange of the signal, and thereby after the
 * end, which the sender then sees. No thread waits for another, and the exchange is the only
 * barrier.
 *
 * <p>Between the two steps, messages with a later place are not visible either: they become
 * visible, and the owner is woken, as soon as the sender links its node. The sender cannot be
 * unmounted in between, and an error there (its stack is full) leaves the place empty, not the list
 * broken.
 */
final class ArrivalQueue {
  private static final AtomicReferenceFieldUpdater<ArrivalQueue, Node> LAST =
      AtomicReferenceFieldUpdater.newUpdater(ArrivalQueue.class, Node.class, "last");

  /**
   * The last node that was taken; the messages are in its successors. Written by the owner, read by
   * threads that inspect the queue.
   */
  private volatile Node first = new Node(null);

  /** The node that was added last; exchanged by senders. */
  @SuppressWarnings("UnusedVariable") // by its updater
  private volatile Node last = first;

  private static final class Node {
    /**
     * Null if the message was taken, or never arrived. Written by its sender, and then by the
     * owner.
     */
    @Nullable Object message;

    /**
     * Written by the next sender; set by the owner to the node itself once that is no longer in
     * use.
     */
    volatile @Nullable Node next;

    Node(@Nullable Object message) {
      this.message = message;
    }
  }

  /**
   * Adds a message.
   *
   * @param sender null for the system
   * @return false if the sender has ended, and the message does not arrive
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

  /** Returns the oldest message, which stays; null if there is none. Called by the owner. */
  @Nullable Object peek() {
    Node before = first;
    Node next = before.next;
    while (next != null && next.message == null) {
      before = advance(before, next);
      next = before.next;
    }
    return next == null ? null : next.message;
  }

  /** Removes the message that {@link #peek} has just returned. Called by the owner. */
  void removeFirst() {
    Node before = first;
    Node next = before.next;
    if (next == null) {
      throw new IllegalStateException("nothing has arrived that could be removed");
    }
    next.message = null;
    Node _ = advance(before, next);
  }

  /**
   * Moves to the next node. A node that is done refers to itself only: old nodes must not keep
   * young ones alive.
   */
  private Node advance(Node before, Node next) {
    first = next;
    before.next = before;
    return next;
  }

  /** Returns whether no message waits. Called by the owner. */
  boolean isEmpty() {
    return peek() == null;
  }

  /** Removes messages, and returns how many. Called by the owner. */
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
   * Shows the messages to another thread, in order. A message that stays meanwhile is shown; one
   * that comes or goes may be.
   */
  void forEach(Consumer<Object> each) {
    Node node = first;
    for (Node next = node.next; next != null; next = node.next) {
      if (next == node) {
        node = first; // the node was removed meanwhile, with all before it
      } else {
        Object message = next.message;
        if (message != null) {
          each.accept(message);
        }
        node = next;
      }
    }
  }

  /** Returns about how many messages there are; counts them. */
  int size() {
    int[] size = {0};
    forEach(_ -> size[0]++);
    return size[0];
  }
}
