package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that are made of exception handlers, without a jump: only written by hand. */
class HandlersTest {
  private static final ClassDesc TYPE = ClassDesc.of("Handlers");

  private static final class Ended extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Safepoints.Check END =
      new Safepoints.Check() {
        @Override
        public void entering(long version) {}

        @Override
        public void looping(long version) {
          throw new Ended();
        }
      };

  private static Map<String, byte[]> withBody(int version, Consumer<CodeBuilder> body) {
    return Map.of(
        "Handlers",
        ClassFile.of(
                version > 49
                    ? ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED
                    : ClassFile.StackMapsOption.DROP_STACK_MAPS)
            .build(
                TYPE,
                builder ->
                    builder
                        .withVersion(version, 0)
                        .withField("began", ConstantDescs.CD_boolean, ClassFile.ACC_STATIC)
                        .withMethodBody(
                            "run",
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_STATIC,
                            code -> {
                              code.iconst_1().putstatic(TYPE, "began", ConstantDescs.CD_boolean);
                              body.accept(code);
                            })));
  }

  /** Writes a handler that rethrows forever. */
  private static void handlerThatCoversItself(CodeBuilder code) {
    Label handler = code.newLabel();
    Label end = code.newLabel();
    code.aconst_null().athrow();
    code.labelBinding(handler).athrow();
    code.labelBinding(end);
    code.exceptionCatchAll(code.startLabel(), end, handler);
  }

  private static void handlerInFrontOfWhatItCovers(CodeBuilder code) {
    Label handler = code.newLabel();
    Label start = code.newLabel();
    Label end = code.newLabel();
    code.aconst_null();
    code.labelBinding(handler).pop();
    code.labelBinding(start).aconst_null().athrow();
    code.labelBinding(end);
    code.exceptionCatchAll(start, end, handler);
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 50, 69})
  void loopOfAHandlerThatCoversItselfIsEnded(int version) throws Exception {
    assertThat(
            Endless.endedBy(
                Loaded.woven(withBody(version, HandlersTest::handlerThatCoversItself)),
                "Handlers",
                "run"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 50})
  void loopOfAHandlerInFrontOfWhatItCoversIsEnded(int version) throws Exception {
    assertThat(
            Endless.endedBy(
                Loaded.woven(withBody(version, HandlersTest::handlerInFrontOfWhatItCovers)),
                "Handlers",
                "run"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"locked", "cleaned"})
  void handlersThatCompilersMakeStayAsTheyAre(String method) throws ReflectiveOperationException {
    Loaded loaded =
        Loaded.woven(
            Compiled.of(
                "Made",
                """
                class Made {
                  static int cleaned;
                  static Runnable arm;
                  static boolean locked() {
                    Object lock = new Object();
                    try { synchronized (lock) { arm.run(); cleaned = 1 / (cleaned - cleaned); } }
                    catch (ArithmeticException e) { return Thread.holdsLock(lock); }
                    return true;
                  }
                  static boolean cleaned() {
                    try { try { arm.run(); cleaned = 1 / (cleaned - cleaned); } finally { cleaned = 5; } }
                    catch (ArithmeticException e) { return cleaned != 5; }
                    return true;
                  }
                }
                """));
    var arm = loaded.loadClass("Made").getDeclaredField("arm");
    arm.setAccessible(true);
    arm.set(null, (Runnable) () -> loaded.gate().arm(END));

    assertThat(loaded.call("Made", method)).isEqualTo(false);
  }
}
