package io.baton.bench.source;

/** A source has no figures; the message says why in a few words, which a table can show. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean peerMissing;

  private SourceException(String message, boolean peerMissing) {
    super(message);
    this.peerMissing = peerMissing;
  }

  /** It ran, or should have, and failed. */
  public static SourceException failed(String why) {
    return new SourceException(why, false);
  }

  /** What it needs is not on this machine; that is no fault of Baton. */
  public static SourceException missing(String what) {
    return new SourceException("no " + what + " here", true);
  }

  /** Whether the machine lacks the peer. */
  public boolean isPeerMissing() {
    return peerMissing;
  }
}
