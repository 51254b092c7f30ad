package io.baton.embedded.shared;

/** An interface that the application shares with modules. */
public interface Greeting {
  /** Returns the same object on both sides. */
  Name greet(Name name);

  /** A class that is the same on both sides. */
  final class Name {
    private final String text;

    /** A class without structure: its objects cross only as they are. */
    public Name(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
