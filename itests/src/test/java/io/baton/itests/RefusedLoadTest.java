package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.Refused;
import io.baton.itests.Modules.Counter;
import org.junit.Before;

/** Two modules, one of them with an old version and a process in it; nothing of that may change. */
public abstract class RefusedLoadTest extends BatonTest {
  Snapshot before;

  @Before
  public void loadWhatMustNotChange() {
    load(Modules.alpha(1));
    load(Modules.counter(1));
    code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    load(Modules.counter(2));
    before = Snapshot.of(this);
  }

  Refused refused(LoadResult result, Class<? extends Refused> kind, String reason) {
    assertThat(result).isInstanceOf(kind);
    Refused refused = (Refused) result;
    assertThat(refused.reason()).isEqualTo(reason);
    before.nothingChanged(this);
    return refused;
  }
}
