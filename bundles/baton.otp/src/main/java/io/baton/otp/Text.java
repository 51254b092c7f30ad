package io.baton.otp;

/** Values of modules as text. Asking them runs their code, which may fail. */
final class Text {
  private Text() {}

  static String of(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | StackOverflowError e) {
      return value.getClass().getName() + " whose text cannot be made: " + e.getClass().getName();
    }
  }
}
