package io.baton.process;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.spi.Supervising;
import io.baton.process.exit.Relations;
import io.baton.process.spawn.Callers;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.LocalHelper;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;

/** Helpers of the processes of one running system. */
final class LocalSupervising implements Supervising {
  private final Callers callers;
  private final Spawner spawner;
  private final Relations relations;

  LocalSupervising(Callers callers, Spawner spawner, Relations relations) {
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
          var helper = new LocalHelper(process.pid(), me);
          process.belongings().helps(helper);
          relations.linkNew(me, process);
          return helper;
        });
  }

  @Override
  public Pid parent() {
    LocalProcess me = callers.me();
    LocalHelper helper = me.belongings().helper();
    return helper == null ? me.pid() : helper.parent().pid();
  }

  @Override
  public boolean wasPurged(Pid pid) {
    return LocalPid.of(pid).wasPurged();
  }
}
