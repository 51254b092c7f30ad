package io.baton.bench.driver;

import io.baton.bench.driver.Frequencies.LostException;
import io.baton.examples.frequency.Reply;

/** What the replies of a frequency server are to a client. */
public final class Replies {
  private Replies() {}

  /** Returns the frequency; 0 if none is free. */
  public static int allocated(Reply reply) throws LostException {
    return switch (reply) {
      case Reply.Allocated(int number) -> number;
      case Reply.Refused _ -> 0;
      case Reply other -> throw new LostException(other.toString());
    };
  }

  /** Throws unless a frequency was given back. */
  public static void requireOk(Reply reply) throws LostException {
    if (!(reply instanceof Reply.Ok)) {
      throw new LostException(reply.toString());
    }
  }
}
