package io.baton.scenarios.words;

import io.baton.api.process.Ref;

/**
 * What came of an order.
 *
 * @param ref of the instruction
 * @param result a number, a text, a pid, or a list of messages
 */
public record Reply(Ref ref, Object result) {}
