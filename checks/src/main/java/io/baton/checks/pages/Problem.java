package io.baton.checks.pages;

import java.nio.file.Path;

/**
 * Something in a page that is not as it should be.
 *
 * @param file the page
 * @param line counted from 1
 * @param what a sentence that says what was expected and what was found
 */
record Problem(Path file, int line, String what) {
  /** Returns the same, with the page's path below a folder. */
  Problem below(Path folder) {
    return new Problem(folder.relativize(file), line, what);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + what;
  }
}
