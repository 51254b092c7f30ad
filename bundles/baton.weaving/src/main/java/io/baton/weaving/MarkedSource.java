package io.baton.weaving;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.util.Optional;

/**
 * Source of a woven class, under two names. Stack traces show the {@code SourceFile} attribute,
 * which ends with the mark of the version. Debuggers search for source files by name, so a source
 * map (JSR-45) gives them the name that the class was compiled with; its lines are those of the
 * class. See decision 0055.
 */
final class MarkedSource {
  private static final String STRATUM = "Baton";

  private final String shown;
  private final String file;
  private final String folder;
  private final boolean hasMap;
  private final int first;
  private final int last;

  private MarkedSource(ClassModel model, ClassLayout layout) {
    Optional<String> compiled =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue());
    String type = model.thisClass().asInternalName();
    shown = compiled.orElse("Unknown");
    file = compiled.orElseGet(() -> usualName(type));
    folder = type.substring(0, type.lastIndexOf('/') + 1);
    hasMap = model.findAttribute(Attributes.sourceDebugExtension()).isPresent() || !isOneLine(file);
    last = layout.lastLine();
    first = Math.min(layout.firstLine(), last);
  }

  /**
   * Reads what a class says of its source.
   *
   * @param model the class as it was compiled
   * @param layout of its class file; some debuggers keep an entry in a map for each line
   */
  static MarkedSource of(ClassModel model, ClassLayout layout) {
    return new MarkedSource(model, layout);
  }

  /** Returns the name for stack traces in the version with a mark. */
  String name(String mark) {
    return shown + "@" + mark;
  }

  /**
   * Returns the map for debuggers in the version with a mark; empty for a class that has one of its
   * own, as other languages need, or whose source has a name that a map cannot contain.
   */
  Optional<String> map(String mark) {
    if (hasMap) {
      return Optional.empty();
    }
    String from = "\n+ 1 " + file + "\n" + folder + file;
    String range = first + "#1," + (last - first + 1) + ":" + first;
    return Optional.of(
        "SMAP\n" + file + "@" + mark + "\n" + STRATUM + "\n*S " + STRATUM + "\n*F" + from + "\n*L\n"
            + range + "\n*E\n");
  }

  /** Returns the file that a compiler reads a class from, unless it was told otherwise. */
  private static String usualName(String type) {
    String simple = type.substring(type.lastIndexOf('/') + 1);
    int inner = simple.indexOf('$', 1);
    return (inner < 0 ? simple : simple.substring(0, inner)) + ".java";
  }

  /** Returns whether a name can be written into a map, whose parts end with their lines. */
  private static boolean isOneLine(String name) {
    return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
  }
}
