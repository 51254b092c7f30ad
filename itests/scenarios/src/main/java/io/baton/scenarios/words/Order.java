package io.baton.scenarios.words;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;

/** What a puppet can be told to do. */
public sealed interface Order {
  /** Decides how the loop goes on. */
  sealed interface Turning extends Order {}

  /** Is answered, and changes nothing of the puppet's state. */
  sealed interface Question extends Order {}

  /** Changes the puppet's state. */
  sealed interface Change extends Order {}

  /** Does something that has no answer. */
  sealed interface Act extends Order {}

  /** A local call of {@code vsn}. */
  record Version() implements Question {}

  /**
   * A qualified call of {@code vsn}.
   *
   * @param module empty for the puppet's own
   */
  record Peek(String module) implements Question {}

  /** Continue with local calls from now on. */
  record Local() implements Change {}

  /** Continue with qualified calls from now on. */
  record Qualified() implements Change {}

  /** Call the loop in a frame of its own. */
  record Nest() implements Turning {}

  /** Return from that call. */
  record Unnest() implements Turning {}

  /** Keep a lambda that calls {@code vsn}. */
  record HoldLocal() implements Change {}

  /** Keep the name of {@code vsn}. */
  record HoldExternal() implements Change {}

  /** Call what is kept. */
  record Call() implements Question {}

  /** Keep it no more. */
  record Drop() implements Change {}

  /**
   * Add to the counter.
   *
   * @param number how much
   */
  record Count(int number) implements Change {}

  /**
   * Start a process that runs the loop of this very version.
   *
   * @param gate where it waits before
   */
  record SpawnLocal(Gate gate) implements Question {}

  /**
   * Start a process that runs the loop of the current version.
   *
   * @param gate where it waits before
   */
  record SpawnQualified(Gate gate) implements Question {}

  /** Trap exits from now on. */
  record Trap() implements Act {}

  /**
   * Link.
   *
   * @param to the other process
   */
  record Link(Pid to) implements Act {}

  /**
   * Unlink.
   *
   * @param from the other process
   */
  record Unlink(Pid from) implements Act {}

  /**
   * Monitor.
   *
   * @param other the other process
   */
  record Monitor(Pid other) implements Act {}

  /**
   * Send a {@link Text}.
   *
   * @param to the receiver
   * @param text what
   */
  record Send(Pid to, String text) implements Act {}

  /**
   * Send an exit signal.
   *
   * @param to the receiver
   * @param reason why
   */
  record SendExit(Pid to, ExitReason reason) implements Act {}

  /** Empty the mailbox of what is no instruction. */
  record Mail() implements Question {}

  /**
   * End.
   *
   * @param reason why
   */
  record Stop(ExitReason reason) implements Act {}

  /** Fail. */
  record Crash() implements Act {}

  /** Loop for ever without receiving. */
  record Spin() implements Turning {}
}
