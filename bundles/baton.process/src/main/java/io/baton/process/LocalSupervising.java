package io.baton.process;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.spi.Supervising;

/** Helpers of the processes of one running system. */
final class LocalSupervising implements Supervising {
  private final LocalRuntime runtime;

  LocalSupervising(LocalRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Helper spawnHelper(Next first) {
    LocalProcess me = runtime.me();
    var helper = new LocalHelper(me);
    LocalProcess process = runtime.create(first, helper);
    helper.is(process.pid());
    runtime.linkNew(me, process);
    process.thread().start();
    return helper;
  }

  @Override
  public Pid parent() {
    return runtime.me().parent().pid();
  }

  @Override
  public boolean wasPurged(Pid pid) {
    return LocalPid.of(pid).wasPurged();
  }
}
