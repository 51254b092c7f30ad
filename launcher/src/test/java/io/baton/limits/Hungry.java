package io.baton.limits;

/** What the module exports: it takes a resource, and looks how others fare meanwhile. */
public interface Hungry {
  /** Others begin: they count, start processes, and call a server that never answers. */
  void watch();

  /** How they have fared since, as {@code name=value}. */
  String report();

  /** As many processes at once take all of the heap, and end. */
  void heap(int processes);

  /** A thread keeps the heap full for a time. */
  void full(int millis);

  /** What a load of a file gives while the metaspace is full. */
  String metaspace(String file) throws InterruptedException;

  /** Random operations for a time, while the heap runs out now and then; what came of them. */
  String random(String modules, int seconds, long seed);

  /** How many still take something. */
  int takers();

  /** A thread loads a file, and does what needs no thread, when the folder has a file go. */
  void attempt(String file, String folder);

  /** Starts a process, waits for its end, and gives what it has said. */
  String process();
}
