package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.junit.jupiter.api.Test;

/** Tests of the owners of locks. */
class JdkLocksTest {
  private static final class Lock extends AbstractOwnableSynchronizer {
    private static final long serialVersionUID = 1;

    void isHeldBy(Thread owner) {
      setExclusiveOwnerThread(owner);
    }
  }

  @Test
  void theOwnerIsReported() {
    var lock = new Lock();
    Thread before = JdkLocks.owner(lock);

    lock.isHeldBy(Thread.currentThread());

    assertThat(before).isNull();
    assertThat(JdkLocks.owner(lock)).isSameAs(Thread.currentThread());
  }
}
