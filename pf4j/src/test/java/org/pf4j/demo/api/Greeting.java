package org.pf4j.demo.api;

import org.pf4j.ExtensionPoint;

/** The extension point of PF4J's own demo, which its application shares with plugins. */
public interface Greeting extends ExtensionPoint {
  /** Returns what a plugin says. */
  String getGreeting();
}
