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
 * <p>The loading and purging methods block until they are done. Called by the component of a module
 * while that same module is being loaded they throw {@link IllegalStateException}, since they would
 * wait for themselves. So they do where modules that are being loaded load each other, in a ring of
 * any length: the request that would close the ring throws and changes nothing, the others go on.
 */
@ProviderType
public interface Code {
  /**
   * A view of a module: each call through it runs the version that is current at the call. A method
   * that returns {@code Next} captures the call instead.
   *
   * <p>A method finds its function by name and parameters. Arguments and results cross by {@code
   * baton.handover} where the two sides have different classes. The module need not exist yet. A
   * call throws {@link UndefinedFunctionException} if current exports no such function.
   *
   * @param <V> the view
   * @param module name of the module
   * @param view an interface of the caller's choosing
   * @return the same object for the same arguments, as long as someone holds it
   * @throws IllegalArgumentException if the type is not an interface
   */
  <V> V qualified(String module, Class<V> view);

  /**
   * A view of one version only, the caller's own: methods that return {@code Next} are captured and
   * continue in that version, whatever is current; others are called at once.
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
   * Loads a certain version from the code path. Never purges.
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
   * Loads a bundle from a file that must hold a certain module. Never purges ({@code
   * code:load_abs/1}, which takes the module from the file's name).
   *
   * @param module name of the module
   * @param file the bundle
   * @return what happened; {@link LoadResult.OtherModule} if it holds another
   */
  LoadResult loadFile(String module, Path file);

  /**
   * Loads a bundle from memory, after purging the old version if there is a current one ({@code
   * code:load_binary/3}). As with {@link #reload}, a load that fails kills nobody. The same bytes
   * may be loaded again: that gives another version with the same version number.
   *
   * @param module name of the module
   * @param file what is noted as its origin, such as a file or a URL; need not exist
   * @param bundle the bytes of the bundle; copied
   * @return what happened, with whom the purge killed
   */
  LoadResult loadBinary(String module, String file, byte[] bundle);

  /**
   * Loads the newest version that the code path has, unless the module has a current version
   * ({@code code:ensure_loaded/1}). Never purges, never replaces. Of several callers at the same
   * time one loads, and the others get what came of it.
   *
   * @param module name of the module
   * @return the current version, or why there is none
   */
  EnsureResult ensureLoaded(String module);

  /**
   * Makes versions ready to become current together ({@code code:prepare_loading/1}). Changes no
   * module; the bundles are installed and started, their components made. All that is wrong is
   * reported together.
   *
   * @param sources one for each module; may be none
   * @return to be finished or closed, or what is wrong: {@code nofile}, {@code badfile}, {@code
   *     duplicated}, {@code on_load_not_allowed}, and {@code on_load_failure} if a component cannot
   *     be made
   */
  PrepareResult prepareLoading(List<? extends Source> sources);

  /**
   * Makes prepared versions current in one step ({@code code:finish_loading/1}). No caller in the
   * system ever sees one of them and after that the version before of another: not by calls through
   * views, captured calls, callbacks of servers, nor {@link #call}. Plain OSGi clients are rebound
   * one after the other. Never purges. What was loaded since they were prepared is replaced.
   *
   * @param prepared what {@link #prepareLoading} gave
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
   * hand. Erlang's load_binary purges before it refuses; here nobody is purged. Purge and delete
   * are not refused, and after a delete the module can be loaded.
   *
   * @param module any name; it need not be loaded
   */
  void stick(String module);

  /**
   * Protects a module no more ({@code code:unstick_mod/1}).
   *
   * @param module any name
   */
  void unstick(String module);

  /**
   * Whether a module is loaded and protected ({@code code:is_sticky/1}).
   *
   * @param module name of the module
   * @return false also for one that is protected and has no current version
   */
  boolean isSticky(String module);

  /**
   * Loads the newest version that the code path has, after purging the old one ({@code c:l/1}). The
   * purge happens when the new version is ready to become current, not before: a load that fails
   * kills nobody.
   *
   * @param module name of the module
   * @return what happened, with whom the purge killed
   */
  LoadResult reload(String module);

  /**
   * Loads the newest version that the code path has, if all live state passes. Before anything
   * switches, the state of every server, state machine and handler of the module and the arguments
   * of its loops are carried into the new version on trial, with its {@code codeChange}, in a
   * process of its own ({@code module:check/0}), which can be ended: then the load is refused. The
   * results are thrown away. Never purges.
   *
   * <p>The processes go on meanwhile, so a state that a process reaches after the trial is not
   * checked.
   *
   * @param module name of the module
   * @return what happened; {@link LoadResult.StateRefused} if a state does not pass
   */
  LoadResult loadChecked(String module);

  /**
   * The same with a certain version from the code path.
   *
   * @param module name of the module
   * @param version such as {@code 2.0.0}
   * @return what happened; {@link LoadResult.StateRefused} if a state does not pass
   */
  LoadResult loadChecked(String module, String version);

  /**
   * The same with a bundle from a file.
   *
   * @param file the bundle
   * @return what happened; {@link LoadResult.StateRefused} if a state does not pass
   */
  LoadResult loadChecked(Path file);

  /**
   * Says what would become of state and messages if a file was loaded. The file is read from its
   * first byte to its last, installed, resolved and linked, and given up again; Baton leaves
   * nothing of it. No code of it runs: no activator, constructor, static initialiser or {@code
   * codeChange}. What only such code could tell is named in the result. The types compared are
   * those that processes keep values of now, and those whose values have crossed since the current
   * version was loaded. Every load compares the same; {@link #loadChecked(Path)} also tries each
   * value.
   *
   * <p>With {@link CheckOption#CONSTRUCT} the component is made as well, and its activation can
   * fail. What must not happen in such a check asks {@link #isBeingChecked}. Processes in the
   * version are ended when the check is over.
   *
   * @param file the bundle
   * @param options what is to be done beyond that
   * @return what would be converted, defaulted, dropped or refused
   */
  CheckResult check(Path file, CheckOption... options);

  /**
   * Whether a version is there for a {@link #check} with {@link CheckOption#CONSTRUCT} only: its
   * component was created to see whether that is possible, and never becomes current. For a
   * component that would do in its constructor what must not be done twice, or by a version that
   * nobody has decided to load: open a port, write to a file, start a process. It may also do that
   * in {@link OnLoad#onLoad}, which no check calls.
   *
   * <p>Whichever thread asks, from the first line of the version's code to the last.
   *
   * @param self an object of a class of the version, such as its component
   * @return false in a load of any kind, and in code that belongs to no module
   */
  boolean isBeingChecked(Object self);

  /**
   * Removes the old version, ending who lingers in it ({@code code:purge/1}). Always succeeds.
   * Killed processes have ended, and their links and monitors know, when it returns.
   *
   * <p>It waits for the threads of those who are killed as long as they come home, and gives up
   * those who have not when nobody has for the configured bound (5 s). Altogether it waits no
   * longer than that bound and 50 µs for each process that it has found.
   *
   * @param module name of the module
   * @return what was found and done
   */
  PurgeResult purge(String module);

  /**
   * Removes the old version if nobody lingers in it ({@code code:soft_purge/1}).
   *
   * @param module name of the module
   * @return what was found and done
   */
  SoftPurgeResult softPurge(String module);

  /**
   * Makes current old, so that the module has no current version ({@code code:delete/1}).
   *
   * @param module name of the module
   * @return what was found and done
   */
  DeleteResult delete(String module);

  /**
   * The current version ({@code code:is_loaded/1}).
   *
   * @param module name of the module
   * @return empty if there is none
   */
  Optional<ModuleVersion> isLoaded(String module);

  /**
   * Every current version ({@code code:all_loaded/0}).
   *
   * @return in the order of the modules' names
   */
  List<ModuleVersion> allLoaded();

  /**
   * Current, old, who lingers, and who is fenced, of every module that has a version, or had one
   * that somebody is still in.
   *
   * @return in the order of the modules' names
   */
  List<ModuleStatus> status();

  /**
   * Who is in the old version of a module.
   *
   * @param module name of the module
   * @return empty if there is no old version or nobody is in it
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
   * The functions of the old version of a module that processes keep: lambdas in the state of
   * servers, in the arguments of loops, in mailboxes and dictionaries. They do not keep the
   * version; a call throws {@link PurgedCodeException} after the purge. Those that must outlive it
   * can be a {@link Fun}.
   *
   * <p>The processes go on meanwhile: what they get or forget right now may be missed or shown all
   * the same. Their values are searched field by field on the calling thread, in time linear in
   * their size; no method of theirs is called. {@link #status()} does not do this. For it the JVM
   * needs {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}.
   *
   * @param module name of the module
   * @return empty if there is no old version or nobody has a function of it; of one value the first
   *     thousand
   * @throws UnsupportedOperationException if the JVM was started without that option, so that
   *     values cannot be searched; the message names the option
   */
  List<HeldFunction> heldFunctions(String module);

  /**
   * The purged versions whose class loader is still in memory, and who holds each. Erlang has no
   * such question: it frees the code itself.
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
   * The modules that are loaded or on the code path ({@code code:all_available/0}).
   *
   * @return names, sorted
   */
  List<String> modules();

  /**
   * The functions that current exports.
   *
   * @param module name of the module
   * @return as {@code name(Type, Type) -> Type}, sorted; empty if there is no current version
   */
  List<String> exports(String module);
}
