package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import io.baton.weaving.point.Gates;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Safepoints: armed ones run checks, others do nothing. */
class SafepointTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of(
          "Busy",
          """
          import java.util.function.Supplier;
          public class Busy {
            static volatile boolean began;
            static int x;
            record Data(int value) { int doubled() { return 2 * value; } }
            static void forever() { began = true; while (true) { x++; } }
            static void stubborn() { while (true) { try { x = 1 / (x - x); } catch (Throwable t) { began = true; } } }
            static void once() { x++; }
            static Supplier<Object> lambda() { return () -> x; }
            static Supplier<Object> reference() { return Busy::make; }
            static Object make() { return new Data(4); }
            static int doubled() { return new Data(4).doubled(); }
            static StackTraceElement frame() { return new Throwable().getStackTrace()[0]; }
          }
          """);

  /** Error that ends the thread it stops. */
  private static final class Ended extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A check that records its calls. */
  private static final class Noted implements Safepoints.Check {
    final List<String> seen = new ArrayList<>();

    @Override
    public void entering(long version) {
      seen.add("enter");
    }

    @Override
    public void looping(long version) {
      seen.add("loop");
    }

    @Override
    public void usingData(long version) {
      seen.add("data");
    }
  }

  private static final class End implements Safepoints.Check {
    @Override
    public void entering(long version) {
      throw new Ended();
    }

    @Override
    public void looping(long version) {
      throw new Ended();
    }
  }

  @Test
  void armedSafepointIsMetAtEntryAndOpenAgainAfterwards() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    var noted = new Noted();

    version.gate().arm(noted);
    version.call("Busy", "once");
    version.gate().disarm(noted);
    version.call("Busy", "once");

    assertThat(noted.seen).containsExactly("enter");
  }

  @Test
  void dataHasSafepointsOfItsOwn() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    var noted = new Noted();

    version.gate().arm(noted);
    version.call("Busy", "make");

    assertThat(noted.seen).startsWith("enter", "data").doesNotContain("loop");
  }

  @Test
  void aVersionIsBornBeforeItsCodeRuns() throws ReflectiveOperationException {
    long before = Gates.clock();
    Loaded version = Loaded.woven(CLASSES);
    version.call("Busy", "once");

    assertThat(version.gate().born()).isGreaterThan(before).isLessThanOrEqualTo(Gates.clock());
    assertThat(version.gate().hasEveryEntry()).isTrue();
  }

  @Test
  void everyCheckThatIsArmedIsMet() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    var first = new Noted();
    var second = new Noted();

    version.gate().arm(first);
    version.gate().arm(second);
    version.call("Busy", "once");

    assertThat(first.seen).containsExactly("enter");
    assertThat(second.seen).containsExactly("enter");
  }

  @Test
  void onlyTheVersionThatIsArmedRunsTheCheck() throws ReflectiveOperationException {
    Loaded armed = Loaded.woven(CLASSES);
    Loaded other = Loaded.woven(CLASSES);
    var noted = new Noted();

    armed.gate().arm(noted);
    other.call("Busy", "once");

    assertThat(noted.seen).isEmpty();
  }

  @Test
  void loopWithoutACallIsEnded() throws Exception {
    assertThat(endedBy("forever")).isInstanceOf(Ended.class);
  }

  @Test
  void loopThatCatchesThrowableIsEndedOnceItsCatchBlockLoops() throws Exception {
    Loaded version = Loaded.woven(CLASSES);
    var stubborn = new Thread(() -> call(version, "stubborn"));
    stubborn.setDaemon(true);
    stubborn.start();
    awaitBegan(version);

    version.gate().arm(new End());
    stubborn.join(10_000);

    assertThat(stubborn.isAlive()).isFalse();
  }

  private static Throwable endedBy(String method) throws Exception {
    Loaded version = Loaded.woven(CLASSES);
    var thrown = new Throwable[1];
    var done = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          thrown[0] = call(version, method);
          done.countDown();
        });
    awaitBegan(version);
    version.gate().arm(new End());
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    return thrown[0];
  }

  private static void awaitBegan(Loaded version) throws ReflectiveOperationException {
    var began = version.loadClass("Busy").getDeclaredField("began");
    began.setAccessible(true);
    while (!began.getBoolean(null)) {
      Thread.onSpinWait();
    }
  }

  private static Throwable call(Loaded version, String method) {
    try {
      version.call("Busy", method);
      return new AssertionError(method + " returned");
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      return e;
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void lambdaAndMethodReferenceMeetTheCheckWhenTheyAreCalled() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    var lambda = (Supplier<Object>) version.call("Busy", "lambda");
    var reference = (Supplier<Object>) version.call("Busy", "reference");

    version.gate().arm(new End());

    assertThatThrownBy(lambda::get).isInstanceOf(Ended.class);
    assertThatThrownBy(reference::get).isInstanceOf(Ended.class);
  }

  @Test
  void dataCanBeReadComparedAndPrintedWhileItsVersionIsClosed()
      throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    Object data = version.call("Busy", "make");
    Object same = version.call("Busy", "make");
    var value = data.getClass().getDeclaredMethod("value");
    value.setAccessible(true);

    version.gate().arm(new End());

    assertThat(data).isEqualTo(same).hasToString("Data[value=4]");
    assertThat(value.invoke(data)).isEqualTo(4);
  }

  @Test
  void ownMethodOfARecordIsCodeAndRunsTheCheck() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);
    var noted = new Noted();

    version.gate().arm(noted);
    version.call("Busy", "doubled");

    assertThat(noted.seen).containsExactly("enter", "data", "enter");
  }

  @Test
  void stackTraceTellsTheVersion() throws ReflectiveOperationException {
    Loaded version = Loaded.woven(CLASSES);

    var frame = (StackTraceElement) version.call("Busy", "frame");

    long number = version.gate().number();
    assertThat(frame.getFileName()).isEqualTo("Busy.java@1.0.0#" + number);
    assertThat(VersionMarks.numberIn(frame)).isEqualTo(OptionalLong.of(number));
  }

  @Test
  void frameWithoutAMarkHasNoNumber() {
    for (String file : new String[] {null, "Busy.java", "a@b", "a#1", "Busy.java@1.0.0#x"}) {
      var frame = new StackTraceElement("Busy", "frame", file, 1);

      assertThat(VersionMarks.numberIn(frame)).as(file).isEmpty();
    }
  }

  @Test
  void bytesThatAreNoClassFileAreRefused() {
    var weaving = new ClassWeaving(getClass().getClassLoader());

    assertThatThrownBy(() -> weaving.weave(new byte[] {1, 2, 3}, "1.0.0#1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
