package io.baton.weaving;

import io.baton.weaving.point.Definitions;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;

/** Weaves the classes that modules make while they run. */
final class RunTimeWeaving implements Definitions.Weaver {
  @Override
  public byte[] weave(byte[] classFile, Definitions.Target into) {
    if (!into.hasSafepoints()) {
      into.gate().missesAnEntry();
      return marked(classFile, into);
    }
    WovenClassFile file =
        new ClassWeaving(into.loader()).woven(DefinitionCalls.replaced(classFile));
    byte[] woven = file.file().marked(into.gate().mark(), into.loader());
    if (!file.hasEveryEntry()) {
      into.gate().missesAnEntry();
    }
    if (!into.isHidden()) {
      return woven;
    }
    if (ClassFile.of().parse(woven).majorVersion() < ClassFile.JAVA_7_VERSION) {
      into.gate().missesAnEntry(); // it can have no invokedynamic
      return woven;
    }
    return HiddenMethods.in(woven, into.loader());
  }

  /** Changes only the name of the source file, so that stack traces show the version. */
  private static byte[] marked(byte[] classFile, Definitions.Target into) {
    ClassFile files = ClassFile.of();
    ClassModel model = files.parse(classFile);
    byte[] unmarked =
        files.transformClass(
            model, ClassTransform.dropping(element -> element instanceof SourceFileAttribute));
    ClassLayout layout = ClassLayout.of(unmarked);
    return new UnmarkedClass(unmarked, layout, MarkedSource.of(model, layout))
        .marked(into.gate().mark(), into.loader());
  }
}
