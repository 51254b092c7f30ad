package io.baton.api.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The code server (Erlang's module {@code code}; kernel/src/code.erl, code_server.erl).
 * Thread-safe. Requests about one module take effect one at a time, in order of arrival; requests
 * about different modules do not wait for each other.
 *
 * <p>The loading and purging methods block until they are done. If the component of a module calls
 * them while that same module is being loaded, they throw {@link IllegalStateException}, since they
 * would wait for themselves. The same holds where modules that are being loaded load each other, in
 * a cycle of any length: the request that would close the cycle throws and changes nothing, the
 * others go on.
 */
@ProviderType
public interface Code {
  /**
   * Returns a view of a module: each call through it runs the version that is current at the call.
   * A method that returns {@code Next} captures the call instead.
   *
   * <p>A method finds its function by name and parameters. Arguments and results cross by {@code
   * baton.handover} where the two sides have different classes. The module need not exist yet. A
   * call throws {@link UndefinedFunctionException} if current exports no such function.
   *
   * @param <V> the view
   * @param module name of the module
   * @param view an interface of the caller's choosing
   * @return the same object for the same arguments, as long as it is reachable
   * @throws IllegalArgumentException if the type is not an interface
   */
  <V> V qualified(String module, Class<V> view);

  /**
   * Returns a view of one version only, the caller's own: methods that return {@code Next} are
   * captured and continue in that version, whatever is current; others are called at once.
   *
   * @param <V> the view
   * @param self the object that implements it
   * @param view an interface of {@code self}
   * @return a view bound to {@code self}
   */
  <V> V local(V self, Class<V> view);

  /**
   * Calls an exported function by name ({@code apply/3}).
   *
   * @param module name of the module
   * @param function name of the function
   * @param arguments as many as it has parameters; text is converted to numbers, enums, lists
   * @return what the function returned; null for {@code void}
   * @throws UndefinedFunctionException if current exports no such function; the message lists what
   *     it exports
   * @throws IllegalArgumentException if an argument cannot be converted; the message says what was
   *     expected
   * @throws Throwable what the function threw
   */
  @Nullable Object call(String module, String function, List<?> arguments) throws Throwable;

  /**
   * Loads the newest version that the code path has. Never purges ({@code code:load_file/1}).
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
   * @return the current version, or why there is none
   */
  EnsureResult ensureLoaded(String module);

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
   * through views, captured calls, callbacks of servers, nor {@link #call}. Plain OSGi clients are
   * rebound one after the other. Never purges. Versions that were loaded since they were prepared
   * are replaced.
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
   * are not refused, and after a delete the module can be loaded.
   *
   * @param module any name; it need not be loaded
   */
  void stick(String module);

  /**
   * Ends the protection of a module ({@code code:unstick_mod/1}).
   *
   * @param module any name
   */
  void unstick(String module);

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
   * fail. Code that must not run in such a check asks {@link #isBeingChecked}. Processes in the
   * version are ended when the check is over.
   *
   * @param file the bundle
   * @param options what is to be done beyond that
   * @return what would be converted, defaulted, dropped or refused
   */
  CheckResult check(Path file, CheckOption... options);

  /**
   * Returns whether a version exists only for a {@link #check} with {@link CheckOption#CONSTRUCT}:
   * its component was created to see whether that is possible, and never becomes current. Meant for
   * a component whose constructor does what must not be done twice, or not by a version that is
   * only checked: open a port, write to a file, start a process. It may also do that in {@link
   * OnLoad#onLoad}, which no check calls.
   *
   * <p>Can be called by any thread, from the first line of the version's code to the last.
   *
   * @param self an object of a class of the version, such as its component
   * @return false in a load of any kind, and in code that belongs to no module
   */
  boolean isBeingChecked(Object self);

  /**
   * Removes the old version, ending the processes that linger in it ({@code code:purge/1}). Always
   * succeeds. When it returns, killed processes have ended, and their links and monitors have been
   * notified.
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

  /**
   * Returns the current version ({@code code:is_loaded/1}).
   *
   * @param module name of the module
   * @return empty if there is none
   */
  Optional<ModuleVersion> isLoaded(String module);

  /**
   * Returns every current version ({@code code:all_loaded/0}).
   *
   * @return in the order of the modules' names
   */
  List<ModuleVersion> allLoaded();

  /**
   * Returns the current and old version, and the lingering and fenced processes, of every module
   * that has a version, or had one that a process or thread is still in.
   *
   * @return in the order of the modules' names
   */
  List<ModuleStatus> status();

  /**
   * Returns the processes and threads that are in the old version of a module.
   *
   * @param module name of the module
   * @return empty if there is no old version or none is in it
   */
  List<Lingering> lingering(String module);

  /**
   * Returns the bundles that the framework has wired to the old version of a module, or to a
   * version of it that was purged. A soft purge leaves a version that a bundle is wired to.
   *
   * @param module name of the module
   * @return in the order of the bundles' numbers; empty if there are none
   */
  List<WiredBundle> wiredBundles(String module);

  /**
   * Returns the functions of the old version of a module that processes keep: lambdas in the state
   * of servers, in the arguments of loops, in mailboxes and dictionaries. They do not keep the
   * version; a call throws {@link PurgedCodeException} after the purge. Those that must outlive it
   * can be a {@link Fun}.
   *
   * <p>The processes go on meanwhile: what they receive or drop meanwhile may be missed or still be
   * shown. Their values are searched field by field on the calling thread, in time linear in their
   * size; no method of theirs is called. {@link #status()} does not do this. It needs the JVM
   * option {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}.
   *
   * @param module name of the module
   * @return empty if there is no old version or no process has a function of it; at most a thousand
   *     of one value
   * @throws UnsupportedOperationException if the JVM was started without that option, so that
   *     values cannot be searched; the message names the option
   */
  List<HeldFunction> heldFunctions(String module);

  /**
   * Returns the purged versions whose class loader is still in memory, and what holds each. Erlang
   * has no counterpart: it frees the code itself.
   *
   * <p>Blocks while the collector runs, a few times, and then, if something is left, while the heap
   * is dumped to a temporary file and read; the dump stops every thread of the JVM. That takes
   * seconds if the heap is large. Without the bundle {@code baton.leaks} there is no dump, and all
   * holders are unknown.
   *
   * @return in the order of the purges; empty if every purged version is gone
   */
  List<Leak> leaks();

  /**
   * Returns the modules that are loaded or on the code path ({@code code:all_available/0}).
   *
   * @return names, sorted
   */
  List<String> modules();

  /**
   * Returns the functions that the current version exports.
   *
   * @param module name of the module
   * @return as {@code name(Type, Type) -> Type}, sorted; empty if there is no current version
   */
  List<String> exports(String module);
}
