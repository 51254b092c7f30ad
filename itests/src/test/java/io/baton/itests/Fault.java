package io.baton.itests;

import java.util.concurrent.CountDownLatch;

/** What the code of others does instead of returning. */
enum Fault {
  EXCEPTION {
    @Override
    void happen(CountDownLatch over) {
      throw new IllegalStateException("from a listener");
    }
  },
  ERROR {
    @Override
    void happen(CountDownLatch over) {
      throw new NoClassDefFoundError("from a listener");
    }
  },
  OVERFLOW {
    @Override
    void happen(CountDownLatch over) {
      try {
        deeper(1);
      } catch (StackOverflowError e) {
        e.setStackTrace(new StackTraceElement[0]); // a thousand lines in the log do not help
        throw e;
      }
    }

    private int deeper(int depth) {
      return depth == 0 ? 0 : deeper(depth + 1) + depth;
    }
  },
  WAITS {
    @Override
    void happen(CountDownLatch over) {
      try {
        over.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  };

  abstract void happen(CountDownLatch over);
}
