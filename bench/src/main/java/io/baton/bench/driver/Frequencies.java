package io.baton.bench.driver;

/** A server of frequencies, whatever it is made of. */
public interface Frequencies {
  /**
   * Asks for a frequency.
   *
   * @return a positive number, or 0 if there is none
   * @throws LostException if no answer has come
   */
  int allocate() throws LostException;

  /**
   * Gives a frequency back.
   *
   * @throws LostException if no answer has come, or the server does not know that we have it
   */
  void deallocate(int frequency) throws LostException;

  /** A request has come to nothing. */
  final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why, in a few words. */
    public LostException(String why) {
      super(why);
    }
  }
}
