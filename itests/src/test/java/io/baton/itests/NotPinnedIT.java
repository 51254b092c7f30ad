package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.Test;

/** Promise 6: what does not keep an old version. */
public class NotPinnedIT extends KeeperTest {
  /** Promise 6. */
  @Test
  public void aProcessThatHasCalledInAndReturnedDoesNotLinger() {
    Pid test = self();
    Pid client =
        spawn(() -> {
          send(test, keeper.vsn());
          send(test, receive(String.class));
        });
    assertThat(await(Integer.class)).isEqualTo(1);

    SoftPurgeResult result = softPurgeAfterTheNextLoad();
    send(client, "still there");

    assertThat(result).isEqualTo(new SoftPurgeResult.Purged(one));
    assertThat(await(String.class)).isEqualTo("still there");
  }

  /** Promise 6: Erlang's c.1. */
  @Test
  public void aLambdaInTheStateOfAProcessDoesNotPin() {
    Pid test = self();
    Pid holder =
        spawn(() -> {
          Supplier<Integer> state = keeper.lambda();
          send(test, "has it");
          receive(String.class);
          send(test, Optional.of(state));
        });
    assertThat(await(String.class)).isEqualTo("has it");

    SoftPurgeResult result = softPurgeAfterTheNextLoad();

    assertThat(result).isEqualTo(new SoftPurgeResult.Purged(one));
    assertThat(isAlive(holder)).isTrue();
  }

  /** Promise 6: Erlang's c.2. */
  @Test
  public void aLambdaInAMailboxDoesNotPin() {
    Pid holder = spawn(() -> receive(String.class));
    send(holder, keeper.lambda());

    SoftPurgeResult result = softPurgeAfterTheNextLoad();

    assertThat(result).isEqualTo(new SoftPurgeResult.Purged(one));
    assertThat(isAlive(holder)).isTrue();
  }

  /** Promise 6: Erlang's c.10. */
  @Test
  public void anExceptionThatWasCaughtDoesNotPin() {
    Pid test = self();
    Pid holder =
        spawn(() -> {
          Throwable state = null;
          try {
            keeper.fail();
          } catch (IllegalStateException e) {
            state = e;
          }
          send(test, "caught");
          receive(String.class);
          send(test, state);
        });
    assertThat(await(String.class)).isEqualTo("caught");

    SoftPurgeResult result = softPurgeAfterTheNextLoad();
    send(holder, "tell");

    assertThat(result).isEqualTo(new SoftPurgeResult.Purged(one));
    assertThat(await(IllegalStateException.class)).hasMessage("failed in 1");
  }

  /** Promise 6: the thrower is gone, what it threw can still be read. */
  @Test
  public void anExceptionReachesTheCallerThroughAQualifiedCall() {
    assertThatThrownBy(keeper::fail)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("failed in 1");
  }
}
