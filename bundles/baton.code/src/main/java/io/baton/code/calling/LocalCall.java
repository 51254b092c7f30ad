package io.baton.code.calling;

import io.baton.api.process.Next;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A captured local call: {@code loop(S)} as the last thing a function does. It stays in the version
 * that captured it.
 *
 * @param function takes the arguments as one array
 * @param called its name, for people
 * @param code the class loader of the version
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and hot
record LocalCall(
    MethodHandle function, String called, @Nullable Object[] arguments, ClassLoader code)
    implements CapturedCall, Turn, ProcessTable.Keeper {
  @Override
  public Turn bind() {
    return this;
  }

  /** A process that cannot leave the version still cannot. */
  @Override
  public Turn bind(@Nullable Turn before) {
    return before instanceof Staying staying && staying.code() == code
        ? new Staying(this, false, staying.refusal())
        : this;
  }

  @Override
  public List<ProcessTable.Kept> kept() {
    return Arguments.kept(arguments);
  }

  @Override
  public Next run() throws Throwable {
    return (Next) function.invokeExact(arguments);
  }

  @Override
  public boolean upToDate() {
    return true;
  }
}
