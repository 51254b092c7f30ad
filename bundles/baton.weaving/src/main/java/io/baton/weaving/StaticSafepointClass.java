package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import io.baton.weaving.point.StaticSafepoints;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.util.List;

/** Makes the class files that {@link StaticSafepoints} needs. */
final class StaticSafepointClass {
  private static final List<String> KINDS =
      List.of(Safepoint.ENTER, Safepoint.LOOP, Safepoint.DATA);

  private StaticSafepointClass() {}

  /**
   * Makes a class file with a static method for each kind of safepoint.
   *
   * @param name binary name of the class
   * @return its methods are named as the safepoints are
   */
  static byte[] of(String name) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            builder -> {
              builder.withFlags(
                  ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
              for (String kind : KINDS) {
                var site = DynamicCallSiteDesc.of(linkedBy(), kind, ConstantDescs.MTD_void);
                builder.withMethodBody(
                    kind,
                    ConstantDescs.MTD_void,
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    code -> code.invokedynamic(site).return_());
              }
            });
  }

  private static DirectMethodHandleDesc linkedBy() {
    return SafepointSites.bootstrap(StaticSafepoints.class);
  }
}
