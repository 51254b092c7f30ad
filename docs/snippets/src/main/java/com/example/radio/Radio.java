package com.example.radio;

/** What the module {@code radio} exports. */
public interface Radio {
  void start();

  String state();
}
