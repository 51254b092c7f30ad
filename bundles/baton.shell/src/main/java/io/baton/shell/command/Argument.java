package io.baton.shell.command;

/** Kinds of arguments: what usage lines call one, and what Tab offers for it. */
public enum Argument {
  /** The name of a module. */
  MODULE("MODULE"),
  /** The name of a module, or a module and its file. */
  SOURCE("MODULE[=FILE]"),
  /** The name of an application. */
  APPLICATION("APPLICATION"),
  /** A version of the module that the argument before names. */
  VERSION("VERSION"),
  /** A pid in a variable, its number, or a registered name. */
  PROCESS("PROCESS"),
  /** A file or folder. */
  FILE("FILE"),
  /** A Java file, a folder of them, or the name of a module that was compiled from one. */
  JAVA("SOURCE"),
  /** The name of a command, or of a group of commands. */
  COMMAND("COMMAND"),
  /** Commands in braces. */
  CLOSURE("{ COMMAND }"),
  /** A name that is registered, or not yet. */
  NAME("NAME"),
  /** Anything that can be sent. */
  MESSAGE("MESSAGE"),
  /** The reason of an exit. */
  REASON("REASON"),
  /** A line of text. */
  TEXT("TEXT"),
  /** The expected result. */
  EXPECTED("EXPECTED"),
  /** Expected lines of output. */
  LINES("LINES"),
  /** A whole number. */
  NUMBER("N"),
  /** A duration, such as {@code PT10S}. */
  TIME("TIME"),
  /** An argument of a command that does not say more. */
  OTHER("ARGUMENT");

  private final String label;

  Argument(String label) {
    this.label = label;
  }

  /** Returns the word that stands for the argument in a usage line. */
  public String label() {
    return label;
  }
}
