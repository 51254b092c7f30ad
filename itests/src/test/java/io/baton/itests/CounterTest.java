package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.itests.Modules.Counter;

/** Tests whose process counts: see {@link Modules#counter}. */
public abstract class CounterTest extends BatonTest {
  Pid startCounter() {
    Pid pid = code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    awaitReceive(pid);
    return pid;
  }

  static String ask(Pid counter) {
    send(counter, "hello");
    String answer = await(String.class);
    assertThat(await(String.class)).isEqualTo("ready");
    return answer;
  }
}
