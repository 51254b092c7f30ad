package io.baton.code.calling;

import io.baton.api.process.Next;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A captured qualified call: {@code ?MODULE:loop(S)} as the last thing a function does.
 *
 * @param function what was called, and where to find it
 * @param arguments as the caller's version passed them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and hot
record QualifiedCall(QualifiedFunction function, @Nullable Object[] arguments)
    implements CapturedCall {
  @Override
  public Turn bind() {
    return bind(null);
  }

  @Override
  public Turn bind(@Nullable Turn before) {
    return function.bind(arguments, before);
  }

  @Override
  public String called() {
    return function.name();
  }

  /** The call, decided: only the classes of the version that runs it are left. */
  record Bound(
      ModuleSwitch module,
      Target target,
      @Nullable Object object,
      MethodHandle function,
      @Nullable Method method,
      @Nullable Object[] arguments)
      implements Turn, ProcessTable.Keeper {
    @Override
    public Next run() throws Throwable {
      return (Next) function.invokeExact(arguments);
    }

    @Override
    public List<ProcessTable.Kept> kept() {
      return Arguments.kept(arguments);
    }

    @Override
    public boolean upToDate() {
      return module.current() == target && target.isServedBy(object);
    }

    @Override
    public @Nullable ClassLoader code() {
      Target.Callable code = target.code();
      return code == null ? null : code.loader();
    }

    /** Its arguments go to the next version. */
    @Override
    public String affectedBy() {
      return target.module();
    }
  }

  /**
   * The call, decided: what is current lacks the function, so the view's own default method runs,
   * in the code that the view is of.
   */
  record Default(ModuleSwitch module, Target target, LocalCall call)
      implements Turn, ProcessTable.Keeper {
    @Override
    public Next run() throws Throwable {
      return call.run();
    }

    @Override
    public List<ProcessTable.Kept> kept() {
      return call.kept();
    }

    @Override
    public boolean upToDate() {
      return module.current() == target;
    }

    @Override
    public ClassLoader code() {
      return call.code();
    }
  }
}
