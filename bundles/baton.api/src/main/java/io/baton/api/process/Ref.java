package io.baton.api.process;

/**
 * A unique reference (Erlang's reference), as {@link Processes#makeRef()} returned it. A request
 * carries it, and its answer returns it: a receive that is given the ref passes over all messages
 * that its maker had scanned by then, however many messages that are (see {@link
 * Processes#receive(Ref, Class, java.util.function.Predicate)}).
 *
 * @param number unique in the running system among refs
 * @param maker the process that made it
 * @param position how far the maker had scanned its mailbox by then; without meaning for other
 *     processes
 */
public record Ref(long number, Pid maker, long position) {
  @Override
  public String toString() {
    return "#Ref<" + number + ">";
  }
}
