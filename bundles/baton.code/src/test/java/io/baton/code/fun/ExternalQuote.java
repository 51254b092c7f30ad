package io.baton.code.fun;

/** A value that crosses in {@link ExternalFunsTest}. */
record ExternalQuote(int value) {}
