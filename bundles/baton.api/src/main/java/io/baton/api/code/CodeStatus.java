package io.baton.api.code;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The part of the code server that says what is loaded, and what keeps old versions (Erlang's
 * module {@code code}). Changes nothing. Thread-safe.
 */
@ProviderType
public interface CodeStatus {
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
   * Returns what the old version of a module has left in the registries of the JDK: shutdown hooks,
   * JDBC drivers, MBeans, security providers, log handlers, default handlers, thread locals, and
   * threads whose context class loader it is. A component should remove them itself when it is
   * deactivated; a purge removes those that are {@link Leftover#removable()}.
   *
   * <p>Hooks, drivers, providers and thread locals are found only with the JVM option {@code
   * --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}.
   *
   * @param module name of the module
   * @return empty if there is no old version, or it has left nothing
   */
  List<Leftover> leftovers(String module);

  /**
   * Returns the purged versions whose class loader is still in memory, and what holds each. One
   * that only soft references hold ({@link Leak.SoftPath}) is no leak. Erlang has no counterpart:
   * it frees the code itself.
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

  /**
   * Returns the functions that the current version exports, with what they do.
   *
   * @param module name of the module
   * @return in the order of their signatures; empty if there is no current version
   */
  List<ExportedFunction> functions(String module);

  /**
   * Reads the file that a load by name would take ({@code code:get_object_code/1}); as in Erlang,
   * whatever is loaded. Blocks while it is read.
   *
   * @param module name of the module
   * @return empty if the code path has none that can be read
   */
  Optional<ObjectCode> objectCode(String module);

  /**
   * Returns what the current version of a module is made of, whatever has become of its file.
   * Blocks while it is read. Erlang has no counterpart: it does not keep what it has loaded.
   *
   * @param module name of the module
   * @return a jar with the entries of its bundle, as they were before they were woven: the same
   *     bytes and signatures, though not the same jar; empty if there is no current version
   */
  Optional<ObjectCode> runningCode(String module);

  /**
   * Returns the files on the code path that hold a version of a module ({@code
   * code:where_is_file/1}, {@code code:which/1}). Reads the directories, as a load does.
   *
   * @param module name of the module
   * @return the one that a load by name takes first: directory by directory, in each the newest
   *     version first; empty if the code path has none
   */
  List<ModuleFile> files(String module);

  /**
   * Returns the files on the code path that are hidden by others ({@code code:clash/0}).
   *
   * @return module by module, in the order of their names
   */
  List<Clash> clashes();

  /**
   * Compares the current version of a module with the file that a load by name would take ({@code
   * code:module_status/1}). Reads both.
   *
   * @param module name of the module
   * @return by content; the version number alone says nothing
   */
  FileStatus fileStatus(String module);

  /**
   * Returns the modules that a load by name would replace ({@code code:modified_modules/0}).
   *
   * @return names of those that are {@link FileStatus#MODIFIED}, sorted
   */
  List<String> modifiedModules();

  /**
   * Returns what the current version of a module says of itself ({@code M:module_info/0}).
   *
   * @param module name of the module
   * @return empty if there is none
   */
  Optional<ModuleInfo> moduleInfo(String module);

  /**
   * Returns whether calls load modules ({@code code:get_mode/0}).
   *
   * @return as configured: property {@code mode} of {@code io.baton.code}
   */
  CodeMode mode();

  /**
   * Returns the configuration that is in force, PID {@code io.baton.code}: also what is not
   * configured, and what was in force before a value that was refused.
   *
   * @return values as they can be configured, by property
   */
  SortedMap<String, String> configuration();
}
