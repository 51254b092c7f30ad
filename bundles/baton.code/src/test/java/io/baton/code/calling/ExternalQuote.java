package io.baton.code.calling;

/** A value that crosses in {@link ExternalFunsTest}. */
record ExternalQuote(int value) {}
