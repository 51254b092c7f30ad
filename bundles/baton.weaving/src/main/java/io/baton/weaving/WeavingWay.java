package io.baton.weaving;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to weave a class. The first suffices for nearly all; the others are tried for classes that
 * it cannot weave.
 *
 * @param classFile reads and writes the class
 * @param keepsFrames whether methods keep the frames that the compiler has written
 */
record WeavingWay(ClassFile classFile, boolean keepsFrames) {
  private static final ClassFile.Option NO_FRAMES = ClassFile.StackMapsOption.DROP_STACK_MAPS;
  private static final ClassFile.Option SHORT = ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS;

  /** Treats a jump that no longer fits as an error. */
  static final WeavingWay FIRST = new WeavingWay(ClassFile.of(NO_FRAMES, SHORT), true);

  /** Keeps only those constants that are used, which may make room. */
  private static final WeavingWay WITH_CONSTANTS_THAT_ARE_USED =
      new WeavingWay(
          ClassFile.of(NO_FRAMES, SHORT, ClassFile.ConstantPoolSharingOption.NEW_POOL), true);

  /** A safepoint takes five bytes, and there is one for each jump, of three bytes, at most. */
  private static final int LARGEST_GROWTH = 3;

  /** A method of which no part is further away than this has short jumps only. */
  private static final int MAX_SHORT = 32_767;

  /** Weaving adds fewer constants than there are from here to the limit. */
  private static final int MANY_CONSTANTS = 65_000;

  /**
   * Lists the ways for a class that cannot be woven in the first.
   *
   * @param loader provides the class files of supertypes; none of them is loaded
   */
  static List<WeavingWay> others(ClassLayout layout, ClassLoader loader) {
    List<WeavingWay> ways = new ArrayList<>();
    if (layout.largestCode() * LARGEST_GROWTH > MAX_SHORT) {
      // a jump became too long: the two instructions that replace it need a frame between them
      ways.add(new WeavingWay(makingFrames(loader), false));
    }
    if (layout.constants() > MANY_CONSTANTS) {
      ways.add(WITH_CONSTANTS_THAT_ARE_USED);
    }
    return ways;
  }

  private static ClassFile makingFrames(ClassLoader loader) {
    return ClassFile.of(
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofInterface())
                .cached()));
  }
}
