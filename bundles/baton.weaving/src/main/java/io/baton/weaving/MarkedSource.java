package io.baton.weaving;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.attribute.LineNumberTableAttribute;
import java.lang.classfile.attribute.SourceDebugExtensionAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Source of a woven class, under two names. Stack traces show the {@code SourceFile} attribute,
 * which ends with the mark of the version. Debuggers search for source files by name, so a source
 * map (JSR-45) gives them the name that the class was compiled with; its lines are those of the
 * class. See decision 0055.
 *
 * @param model the class as it was compiled
 * @param mark of its version
 */
record MarkedSource(ClassModel model, String mark) {
  private static final String STRATUM = "Baton";

  /** Writes both names. A class that has a source map, as other languages need, keeps it. */
  void write(ClassBuilder builder) {
    Optional<String> compiled =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue());
    builder.with(SourceFileAttribute.of(compiled.orElse("Unknown") + "@" + mark));
    String name = compiled.orElseGet(this::usualName);
    if (model.findAttribute(Attributes.sourceDebugExtension()).isEmpty() && isOneLine(name)) {
      builder.with(SourceDebugExtensionAttribute.of(map(name).getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Returns the file that a compiler reads a class from, unless it was told otherwise. */
  private String usualName() {
    String type = model.thisClass().asInternalName();
    String simple = type.substring(type.lastIndexOf('/') + 1);
    int inner = simple.indexOf('$', 1);
    return (inner < 0 ? simple : simple.substring(0, inner)) + ".java";
  }

  /** Returns whether a name can be written into a map, whose parts end with their lines. */
  private static boolean isOneLine(String name) {
    return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
  }

  private String map(String file) {
    String type = model.thisClass().asInternalName();
    String folder = type.substring(0, type.lastIndexOf('/') + 1);
    Lines lines = Lines.of(model);
    return """
    SMAP
    %1$s@%2$s
    %3$s
    *S %3$s
    *F
    + 1 %1$s
    %4$s%1$s
    *L
    %5$d#1,%6$d:%5$d
    *E
    """
        .formatted(file, mark, STRATUM, folder, lines.first, lines.last - lines.first + 1);
  }

  /** Lines of the source that a class refers to: some debuggers keep an entry for each in a map. */
  private static final class Lines {
    private int first = Integer.MAX_VALUE;
    private int last = 1;

    static Lines of(ClassModel model) {
      var lines = new Lines();
      for (MethodModel method : model.methods()) {
        if (method.code().orElse(null) instanceof CodeAttribute code) {
          code.findAttributes(Attributes.lineNumberTable()).forEach(lines::add);
        }
      }
      lines.first = Math.min(lines.first, lines.last);
      return lines;
    }

    private void add(LineNumberTableAttribute table) {
      for (LineNumberInfo line : table.lineNumbers()) {
        first = Math.min(first, line.lineNumber());
        last = Math.max(last, line.lineNumber());
      }
    }
  }
}
