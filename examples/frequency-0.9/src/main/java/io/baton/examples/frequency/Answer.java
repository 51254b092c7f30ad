package io.baton.examples.frequency;

/** A message from the server to who has asked. */
record Answer(Reply reply) {}
