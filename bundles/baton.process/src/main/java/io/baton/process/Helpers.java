package io.baton.process;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.process.exit.LinksAndMonitors;
import io.baton.process.spawn.Callers;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.HelperRecord;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Supervising;

/** Starts processes that start others on behalf of their parent. */
final class Helpers implements Supervising {
  private final Callers callers;
  private final Spawner spawner;
  private final LinksAndMonitors relations;

  Helpers(Callers callers, Spawner spawner, LinksAndMonitors relations) {
    this.callers = callers;
    this.spawner = spawner;
    this.relations = relations;
  }

  @Override
  public Helper spawnHelper(Next first) {
    LocalProcess me = callers.me();
    return spawner.start(
        () -> spawner.create(first),
        process -> {
          var helper = new HelperRecord(process.pid(), me);
          process.resources().helps(helper);
          relations.linkNew(me, process);
          return helper;
        });
  }

  @Override
  public Pid parent() {
    LocalProcess me = callers.me();
    HelperRecord helper = me.resources().helper();
    return helper == null ? me.pid() : helper.parent().pid();
  }

  @Override
  public boolean wasPurged(Pid pid) {
    return LocalPid.of(pid).wasPurged();
  }
}
