package io.baton.itests;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.Before;

/** A module of which one can keep something: a lambda, an exception, a frame on the stack. */
public abstract class KeeperTest extends BatonTest {
  ModuleVersion one;
  Keeper keeper;

  interface Keeper {
    Supplier<Integer> lambda();

    void fail();

    void hold(CountDownLatch entered, CountDownLatch release);

    void callBack(Runnable back);

    int vsn();
  }

  static TestBundle keeper(int vsn) {
    return TestBundle.module(
        "keeper",
        vsn + ".0.0",
        """
        Supplier<Integer> lambda();
        void fail();
        void hold(CountDownLatch entered, CountDownLatch release) throws InterruptedException;
        void callBack(Runnable back);
        int vsn();
        """,
        """
        public Supplier<Integer> lambda() { return () -> VSN; }
        public void fail() { throw new IllegalStateException("failed in VSN"); }
        public void hold(CountDownLatch entered, CountDownLatch release)
            throws InterruptedException {
          entered.countDown();
          release.await();
        }
        public void callBack(Runnable back) { back.run(); }
        public int vsn() { return VSN; }
        """
            .replace("VSN", String.valueOf(vsn)));
  }

  @Before
  public void loadTheKeeper() {
    one = load(keeper(1)).current();
    keeper = code.qualified("keeper", Keeper.class);
  }

  SoftPurgeResult softPurgeAfterTheNextLoad() {
    load(keeper(2));
    return codeLoader.softPurge("keeper");
  }
}
