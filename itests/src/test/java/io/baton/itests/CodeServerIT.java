package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;

import io.baton.api.code.LoadResult;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.felix.service.command.Function;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The code server itself is configured, stopped and started while the system runs. */
public class CodeServerIT extends CounterTest {
  @Override
  Option more() {
    return composite(
        Bundles.installed("org.apache.felix.gogo.runtime"), Bundles.installed("baton.shell"));
  }

  private void restartTheCodeServer() throws Exception {
    Bundle server =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "baton.code".equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    server.stop();
    server.start();
    configure(codePath());
  }

  private boolean isCommand(String scope, String function) throws Exception {
    String filter =
        "(&(osgi.command.scope=%s)(osgi.command.function=%s))".formatted(scope, function);
    var tracker =
        new ServiceTracker<Function, Function>(context, FrameworkUtil.createFilter(filter), null);
    tracker.open();
    try {
      return tracker.size() == 1;
    } finally {
      tracker.close();
    }
  }

  @Test
  public void aNewCodePathIsUsedAndNothingElseChanges() throws Exception {
    load(Modules.counter(1));
    Pid counter = startCounter();
    load(Modules.counter(2));
    Snapshot before = Snapshot.of(this);
    Path other = folder.newFolder("other").toPath();
    Path _ = Modules.alpha(7).in(other);

    configure(other);

    before.nothingChanged(this);
    assertThat(codeLoader.load("alpha")).isInstanceOf(LoadResult.Loaded.class);
    assertThat(ask(counter)).isEqualTo("1:0");
    send(counter, "hello");
    assertThat(await(String.class)).isEqualTo("2:0");
    assertThat(isAlive(counter)).isTrue();
  }

  @Test
  public void aCodePathThatIsNotThereIsEmpty() throws Exception {
    Path nowhere = work().resolve("nowhere");

    configure(nowhere);
    LoadResult result = codeLoader.load("alpha");

    assertThat(codeStatus.modules()).isEmpty();
    assertThat(result).isInstanceOf(LoadResult.NoFile.class);
    assertThat(((LoadResult.NoFile) result).why()).contains(nowhere.toString());
  }

  @Test
  public void theCommandsOfModulesAreThereAfterANewCodePath() throws Exception {
    load(Modules.alpha(1));
    boolean before = isCommand("alpha", "vsn");

    configure(folder.newFolder("other").toPath());

    assertThat(before).isTrue();
    assertThat(isCommand("alpha", "vsn")).isTrue();
  }

  @Test
  public void modulesThatAreActiveWhenTheCodeServerStartsAreLoaded() throws Exception {
    start(Modules.alpha(1));

    restartTheCodeServer();

    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(code.qualified("alpha", Vsn.class).vsn()).isEqualTo(1);
  }

  @Test
  public void theCommandsOfModulesAreThereAfterARestartOfTheCodeServer() throws Exception {
    start(Modules.alpha(1));

    restartTheCodeServer();
    load(Modules.vsn("beta", 1));

    assertThat(isCommand("alpha", "vsn")).isTrue();
    assertThat(isCommand("beta", "vsn")).isTrue();
  }
}
