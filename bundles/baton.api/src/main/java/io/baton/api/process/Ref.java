package io.baton.api.process;

/**
 * A value that there was not before (Erlang's reference), as {@link Processes#makeRef()} returned
 * it. Put it into a request, and have it sent back: a receive that is given the ref passes over all
 * that its maker had looked at by then, however many messages that are (see {@link
 * Processes#receive(Ref, Class, java.util.function.Predicate)}).
 *
 * @param number unique in the running system among refs
 * @param maker the process that made it
 * @param position what the maker had looked at in its mailbox by then; means nothing to others
 */
public record Ref(long number, Pid maker, long position) {
  @Override
  public String toString() {
    return "#Ref<" + number + ">";
  }
}
