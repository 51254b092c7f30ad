package io.baton.handover.convert;

/** Thrown when the receiving version lacks the class of some part of a value. */
public final class UnknownClassException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  UnknownClassException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  String text() {
    return text;
  }
}
