package com.example.tickets;

/**
 * The people who wait: the state of the server.
 *
 * @param last number that was taken
 */
record Line(int last) {}
