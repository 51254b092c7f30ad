package io.baton.api.code;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback of the component of a module before its version becomes current (Erlang's {@code
 * -on_load(F/0)}; code_server.erl).
 *
 * <p>It runs in a process of its own, when the component is ready and before its version becomes
 * current. Meanwhile calls of the module run the current version; if there is none, they wait until
 * this has ended, and then run the new version or get {@code undef}. A call of the module itself
 * from here, while it has no current version, is {@code undef} at once. So is a call that waits for
 * another module whose {@code onLoad} waits for this one.
 *
 * <p>Its time has no bound; other requests about the module wait for it. To stop waiting, end its
 * process. It may load other modules, not its own.
 */
@ConsumerType
@FunctionalInterface
public interface OnLoad {
  /**
   * Prepares the version. If it returns, the version becomes current.
   *
   * @throws Exception if the version must not become current: the load is refused with {@link
   *     LoadResult.OnLoadFailure}, processes that are in the version end with reason {@code
   *     killed}, its bundle is gone, and what was current stays. The same happens if its process
   *     ends in any other way, by {@code exit(NORMAL)} too
   */
  void onLoad() throws Exception;
}
