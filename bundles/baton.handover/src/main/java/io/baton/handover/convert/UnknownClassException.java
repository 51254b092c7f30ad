package io.baton.handover.convert;

/** Some part of a value is of a class that the receiving version does not have. */
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
