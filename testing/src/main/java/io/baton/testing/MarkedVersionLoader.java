package io.baton.testing;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;

/**
 * The class loader of one version whose stack frames name the version, as those of woven code do.
 */
public class MarkedVersionLoader extends VersionLoader {
  private final String mark;

  /**
   * Creates the loader of a version.
   *
   * @param mark the version and its number, such as {@code 1.0.0#7}
   * @param own the classes that are its own; at least one
   */
  public MarkedVersionLoader(String mark, Class<?>... own) {
    super(own);
    this.mark = mark;
  }

  @Override
  protected byte[] changed(byte[] classFile) {
    var marking =
        ClassTransform.dropping(element -> element instanceof SourceFileAttribute)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.with(SourceFileAttribute.of("Source.java@" + mark))));
    return ClassFile.of().transformClass(ClassFile.of().parse(classFile), marking);
  }
}
