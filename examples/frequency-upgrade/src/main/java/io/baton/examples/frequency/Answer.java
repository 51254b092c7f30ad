package io.baton.examples.frequency;

/** A message from the server to the client that has asked. */
record Answer(Reply reply) {}
