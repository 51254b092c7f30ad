package io.baton.api.code;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The part of the code server that changes what is loaded (Erlang's module {@code code};
 * kernel/src/code.erl, code_server.erl). Thread-safe. Requests about one module take effect one at
 * a time, in order of arrival; requests about different modules do not wait for each other.
 *
 * <p>Loads that never purge find an old version in their way. What happens then is configured,
 * property {@code third.version} of {@code io.baton.code}: such a load is refused (the default, as
 * in Erlang), or purges as {@link #reload} does, or waits, on the thread of its caller, until
 * nothing uses the old version. Only that wait is ended by an interrupt; the load is refused then.
 *
 * <p>The loading and purging methods block until they are done. If the component of a module calls
 * them while that same module is being loaded, they throw {@link IllegalStateException}, since they
 * would wait for themselves. The same holds where modules that are being loaded load each other, in
 * a cycle of any length: the request that would close the cycle throws and changes nothing, the
 * others go on.
 */
@ProviderType
public interface CodeLoader {
  /**
   * Loads the newest version in the first folder of the code path that has the module. Never purges
   * ({@code code:load_file/1}), unless the configuration says so.
   *
   * @param module name of the module
   * @return what happened
   */
  LoadResult load(String module);

  /**
   * Loads a given version from the code path. Never purges.
   *
   * @param module name of the module
   * @param version such as {@code 2.0.0}
   * @return what happened
   */
  LoadResult load(String module, String version);

  /**
   * Loads a bundle from a file. Never purges ({@code code:load_abs/1}). The same file may be loaded
   * again: that gives another version with the same version number.
   *
   * @param file the bundle
   * @return what happened
   */
  LoadResult loadFile(Path file);

  /**
   * Loads a bundle from a file that must hold the given module. Never purges ({@code
   * code:load_abs/1}, which takes the module from the file's name).
   *
   * @param module name of the module
   * @param file the bundle
   * @return what happened; {@link LoadResult.OtherModule} if it holds another
   */
  LoadResult loadFile(String module, Path file);

  /**
   * Loads a bundle from memory, after purging the old version if there is a current one ({@code
   * code:load_binary/3}). As with {@link #reload}, a load that fails kills no process. The same
   * bytes may be loaded again: that gives another version with the same version number.
   *
   * @param module name of the module
   * @param file what is recorded as its origin, such as a file or a URL; need not exist
   * @param bundle the bytes of the bundle; copied
   * @return what happened, with the processes that the purge killed
   */
  LoadResult loadBinary(String module, String file, byte[] bundle);

  /**
   * Loads the newest version that the code path has, unless the module has a current version
   * ({@code code:ensure_loaded/1}). Never purges, never replaces. Of several concurrent callers one
   * loads, and the others get its result.
   *
   * @param module name of the module
   * @return the current version, or why there is none; {@link LoadResult.NotInEmbeddedMode} in that
   *     mode
   */
  EnsureResult ensureLoaded(String module);

  /**
   * Loads those of several modules that have no current version, all at the same time ({@code
   * code:ensure_modules_loaded/1}). Not atomic: those that can be loaded are.
   *
   * @param modules names of modules; may be none
   * @return why each is absent that is; empty if all have a current version
   */
  SortedMap<String, LoadResult.Refused> ensureLoaded(Collection<String> modules);

  /**
   * Prepares versions to become current together ({@code code:prepare_loading/1}). Changes no
   * module; the bundles are installed and started, their components made. All errors are reported
   * together.
   *
   * @param sources one for each module; may be none
   * @return to be finished or closed, or what is wrong: {@code nofile}, {@code badfile}, {@code
   *     duplicated}, {@code on_load_not_allowed}, and {@code on_load_failure} if a component cannot
   *     be made
   */
  PrepareResult prepareLoading(List<? extends Source> sources);

  /**
   * Makes prepared versions current in one step ({@code code:finish_loading/1}). No caller in the
   * system ever sees one of them and afterwards the previous version of another: not by calls
   * through views, captured calls, callbacks of servers, nor {@link Code#call}. Plain OSGi clients
   * are rebound one after the other. Never purges. Versions that were loaded since they were
   * prepared are replaced.
   *
   * @param prepared the result of {@link #prepareLoading}
   * @return all are current, or none and why: {@code not_purged}, {@code sticky_directory}, {@code
   *     pending_on_load}. The prepared versions are used up by success; after a refusal they can be
   *     tried again or closed
   * @throws IllegalArgumentException if it comes from somewhere else
   */
  FinishResult finishLoading(Prepared prepared);

  /**
   * Prepares and finishes ({@code code:atomic_load/1}): all or nothing.
   *
   * @param sources one for each module; may be none
   * @return all are current, or none, and nothing is left behind
   */
  FinishResult atomicLoad(List<? extends Source> sources);

  /**
   * Protects a module from being replaced ({@code code:stick_mod/1}): while it is loaded, every
   * load of it is refused with {@link LoadResult.Sticky}, also one by a bundle that is started by
   * hand. Erlang's load_binary purges before it refuses; here nothing is purged. Purge and delete
   * are not refused, and after a delete the module can be loaded. If the framework has a storage
   * that outlives it, the protection does, too.
   *
   * @param module any name; it need not be loaded
   */
  void stick(String module);

  /**
   * Ends the protection of a module by {@link #stick} ({@code code:unstick_mod/1}). One that the
   * configuration protects stays protected.
   *
   * @param module any name
   */
  void unstick(String module);

  /**
   * Protects all modules that a directory has now ({@code code:stick_dir/1}).
   *
   * @param directory need not be on the code path
   * @return their names, sorted; empty if there are none
   */
  List<String> stickDirectory(Path directory);

  /**
   * Ends the protection of all modules that a directory has now ({@code code:unstick_dir/1}).
   *
   * @param directory need not be on the code path
   * @return their names, sorted; empty if there are none
   */
  List<String> unstickDirectory(Path directory);

  /**
   * Returns whether a module is loaded and protected ({@code code:is_sticky/1}).
   *
   * @param module name of the module
   * @return false also for one that is protected and has no current version
   */
  boolean isSticky(String module);

  /**
   * Loads the newest version that the code path has, after purging the old one ({@code c:l/1}). The
   * purge happens when the new version is ready to become current, not before: a load that fails
   * kills no process.
   *
   * @param module name of the module
   * @return what happened, with the processes that the purge killed
   */
  LoadResult reload(String module);

  /**
   * Loads a version from anywhere, after purging the old one, as {@link #reload(String)} does. The
   * same file or bytes may be loaded again: that gives another version with the same version
   * number.
   *
   * @param source what to load
   * @return what happened, with the processes that the purge killed; {@link LoadResult.OtherModule}
   *     if it holds another module
   */
  LoadResult reload(Source source);

  /**
   * Loads the newest version that the code path has, if all live state can be carried over. Before
   * anything switches, the state of every server, state machine and handler of the module and the
   * arguments of its loops are carried into the new version on trial, with its {@code codeChange},
   * in a process of its own ({@code module:check/0}); if that process is ended, the load is
   * refused. The results are discarded. Never purges.
   *
   * <p>The processes go on meanwhile, so a state that a process reaches after the trial is not
   * checked.
   *
   * @param module name of the module
   * @return what happened; {@link LoadResult.StateRefused} if a state does not cross
   */
  LoadResult loadChecked(String module);

  /**
   * Loads a given version from the code path, as {@link #loadChecked(String)} does.
   *
   * @param module name of the module
   * @param version such as {@code 2.0.0}
   * @return what happened; {@link LoadResult.StateRefused} if a state does not cross
   */
  LoadResult loadChecked(String module, String version);

  /**
   * Loads a bundle from a file, as {@link #loadChecked(String)} does.
   *
   * @param file the bundle
   * @return what happened; {@link LoadResult.StateRefused} if a state does not cross
   */
  LoadResult loadChecked(Path file);

  /**
   * Reports what would become of state and messages if a file were loaded. The file is read from
   * its first byte to its last, installed, resolved, linked and uninstalled; Baton keeps nothing of
   * it. No code of it runs: no activator, constructor, static initialiser or {@code codeChange}.
   * What only such code could tell is named in the result. The types compared are those that
   * processes keep values of now, and those whose values have crossed since the current version was
   * loaded. Every load compares the same; {@link #loadChecked(Path)} also tries each value.
   *
   * <p>With {@link CheckOption#CONSTRUCT} the component is made as well, and its activation can
   * fail. Code that must not run in such a check asks {@link Code#isBeingChecked}. Processes in the
   * version are ended when the check is over.
   *
   * @param file the bundle
   * @param options what is to be done beyond that
   * @return what would be converted, defaulted, dropped or refused
   */
  CheckResult check(Path file, CheckOption... options);

  /**
   * Removes the old version, ending the processes that linger in it ({@code code:purge/1}). Always
   * succeeds, unless the configuration spares one of them ({@link PurgeResult.Refused}). When it
   * returns, killed processes have ended, and their links and monitors have been notified.
   *
   * <p>It waits for the threads of the killed processes as long as they keep unwinding, and
   * abandons the rest when none has unwound for the configured bound (5 s). Altogether it waits no
   * longer than that bound and 50 µs for each process that it has found.
   *
   * @param module name of the module
   * @return what was found and done
   */
  PurgeResult purge(String module);

  /**
   * Removes the old versions of several modules, such as those of an application, as {@link
   * #purge(String)} does, but looks at the processes once for all of them. Requests about any of
   * the modules wait until all are done. Erlang has no such function.
   *
   * @param modules names of modules; may be none
   * @return what was found and done, of each
   */
  SortedMap<String, PurgeResult> purge(Collection<String> modules);

  /**
   * Removes the old version if no process or thread lingers in it ({@code code:soft_purge/1}).
   *
   * @param module name of the module
   * @return what was found and done
   */
  SoftPurgeResult softPurge(String module);

  /**
   * Makes the current version old, so that the module has no current version ({@code
   * code:delete/1}).
   *
   * @param module name of the module
   * @return what was found and done
   */
  DeleteResult delete(String module);
}
