package com.example.halves;

/** What the module {@code halves} exports. */
public interface Halves {
  void start(int count);

  String state();
}
