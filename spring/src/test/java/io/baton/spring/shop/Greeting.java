package io.baton.spring.shop;

import io.baton.spring.ModuleView;

/** What modules and the application share. */
@ModuleView("hello")
public interface Greeting {
  /** Returns the greeting. */
  String text();
}
