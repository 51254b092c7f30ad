package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import io.baton.weaving.point.Initialisers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that run static initialisers of modules. */
class InitialisersTest {
  private static final String SOURCE =
      """
      public class Table {
        static Runnable asked;
        static class Filled { static int size = fill(1); static int get() { return size; } }
        static class Outer { static int size = fill(Filled.get()); static int get() { return size; } }
        static class Early {
          static int size;
          static { fill(1); if (size == 0) size = 1; else throw new IllegalStateException(); }
          static int get() { return size; }
        }
        static class Broken { static int size = 1 / fill(0); static int get() { return size; } }
        static int fill(int by) { asked.run(); return by; }
        static int filled() { return Filled.get(); }
        static int outer() { return Outer.get(); }
        static int early() { return Early.get(); }
        static int broken() { return Broken.get(); }
      }
      """;

  private static final Safepoints.Check END =
      new Safepoints.Check() {
        @Override
        public void entering(long version) {}

        @Override
        public void looping(long version) {}

        @Override
        public boolean endsInitialisers() {
          return true;
        }
      };

  private static Loaded version() {
    return Loaded.woven(Compiled.of("Table", SOURCE));
  }

  /** Calls a method; the action runs inside the initialisers of the class. */
  private static void call(Loaded version, String method, Runnable asked) {
    try {
      var field = version.loadClass("Table").getDeclaredField("asked");
      field.setAccessible(true);
      field.set(null, asked);
      Object _ = version.call("Table", method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInOne() {
    return Initialisers.isIn(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(strings = {"filled", "outer", "early"})
  void threadIsInAnInitialiserUntilThatReturns(String method) {
    var inside = new CompletableFuture<Boolean>();

    call(version(), method, () -> inside.complete(isInOne()));

    assertThat(inside).isCompletedWithValue(true);
    assertThat(isInOne()).isFalse();
  }

  @Test
  void initialiserOfAnOldClassFileIsKnown() {
    var inside = new CompletableFuture<Boolean>();
    Map<String, byte[]> old = OldClassFile.of("Table", SOURCE, 49);

    call(Loaded.woven(old), "filled", () -> inside.complete(isInOne()));

    assertThat(inside).isCompletedWithValue(true);
  }

  @Test
  void outerInitialiserIsKnownWhenAnInnerOneHasReturned() {
    var seen = new CompletableFuture<Boolean>();
    Runnable second = () -> seen.complete(isInOne());

    call(version(), "outer", once(() -> {}, second));

    assertThat(seen).isCompletedWithValue(true);
  }

  private static Runnable once(Runnable first, Runnable then) {
    var calls = new int[1];
    return () -> (calls[0]++ == 0 ? first : then).run();
  }

  @Test
  void otherThreadSeesIt() {
    Thread asking = Thread.currentThread();
    var seen = new CompletableFuture<Boolean>();

    Runnable ask =
        () -> {
          Thread _ = Thread.ofPlatform().start(() -> seen.complete(Initialisers.isIn(asking)));
          Object _ = seen.join();
        };
    call(version(), "filled", ask);

    assertThat(seen).isCompletedWithValue(true);
  }

  @Test
  void threadWhoseInitialiserHasFailedIsInNone() {
    Loaded version = version();
    try {
      call(version, "broken", () -> {});
    } catch (IllegalStateException _) {
      // expected
    }

    assertThat(isInOne()).isFalse();
  }

  @Test
  void initialiserOfAVersionThatIsGivenUpMayBeEnded() {
    Loaded version = version();
    version.gate().arm(END);
    var inside = new CompletableFuture<Boolean>();

    call(version, "filled", () -> inside.complete(isInOne()));

    assertThat(inside).isCompletedWithValue(false);
  }

  @Test
  void purgeOfAnotherVersionLeavesTheInitialiserAlone() {
    version().gate().arm(END);
    var inside = new CompletableFuture<Boolean>();

    call(version(), "filled", () -> inside.complete(isInOne()));

    assertThat(inside).isCompletedWithValue(true);
  }
}
