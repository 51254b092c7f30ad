package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import io.baton.weaving.point.Gate;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The classes whose static methods are the safepoints of old class files. */
class StaticSafepointsTest {
  private static final Map<String, byte[]> CLASSES =
      OldClassFile.of("Old", "class Old { static int x; static int once() { return x++; } }", 49);

  private record Counting(AtomicLong met) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      met.addAndGet(version);
    }

    @Override
    public void looping(long version) {}
  }

  private static String used(Loaded loaded) {
    return loaded.gate().staticSafepoints(loaded, StaticSafepointClass::of);
  }

  @Test
  void everyVersionThatIsLoadedHasOneOfItsOwn() {
    Loaded first = Loaded.woven(CLASSES);
    Loaded second = Loaded.woven(CLASSES);

    assertThat(used(first)).isNotEqualTo(used(second)).isEqualTo(used(first));
  }

  /** Erlang's and Baton's rule is two versions: so their number stays small forever. */
  @Test
  void areUsedAgainWhenTheirVersionIsCollected() throws Exception {
    Set<String> names = new TreeSet<>();
    for (int round = 0; round < 20; round++) {
      names.add(usedByAVersionThatIsCollected());
    }

    assertThat(names).hasSizeLessThan(10);
  }

  private static String usedByAVersionThatIsCollected() throws Exception {
    Loaded loaded = Loaded.woven(CLASSES);
    loaded.call("Old", "once");
    String name = used(loaded);
    var collected = new WeakReference<>(loaded);
    loaded = null;
    for (int i = 0; i < 50 && collected.get() != null; i++) {
      System.gc();
    }
    assertThat(collected.get()).isNull();
    return name;
  }

  @Test
  void versionThatIsGoneChangesNothingForTheOneAfter() throws Exception {
    var met = new AtomicLong();
    var check = new Counting(met);
    Loaded gone = Loaded.woven(CLASSES);
    String name = used(gone);
    Gate before = gone.gate();
    before.arm(check);
    var collected = new WeakReference<>(gone);
    gone = null;
    for (int i = 0; i < 50 && collected.get() != null; i++) {
      System.gc();
    }
    Loaded after = next(name);
    after.call("Old", "once");
    assertThat(met).hasValue(0);
    after.gate().arm(check);

    before.disarm(check);
    after.call("Old", "once");

    assertThat(met).hasValue(after.gate().number());
  }

  /** The version that is given the same class; others may be free as well. */
  private static Loaded next(String name) {
    for (int i = 0; i < 100; i++) {
      Loaded loaded = Loaded.woven(CLASSES);
      if (used(loaded).equals(name)) {
        return loaded;
      }
    }
    throw new AssertionError(name + " was not used again");
  }
}
