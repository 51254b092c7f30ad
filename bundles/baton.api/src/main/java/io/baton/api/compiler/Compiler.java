package io.baton.api.compiler;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Compiles sources with the compiler of the JDK, makes a version of a module of them, and loads it
 * (Erlang's {@code c:c/1}, stdlib/src/c.erl, with {@code compile:file/2},
 * compiler/src/compile.erl). Thread-safe; one source is compiled at a time, and loads wait for
 * none.
 *
 * <p>A source has exactly one class with {@link io.baton.api.code.Module}. If that class is no
 * component, it becomes one: it is registered under the interfaces that it implements, and the
 * parameters of its constructor are services. Sources see the JDK and all packages that bundles
 * export, modules apart. They are kept in the version's bundle, see {@link #sources}.
 *
 * <p>A version that was compiled needs no number: it is later than the current version and than all
 * that were compiled before. Its qualifier counts, such as {@code 2.0.0.c0001} after 2.0.0.
 *
 * <p>The version is loaded as {@link io.baton.api.code.CodeLoader#reload(String)} does: the old
 * version is purged when the new one is ready to become current, so sources that do not compile,
 * and loads that are refused, change nothing and end no process. Nothing of a source runs before.
 */
@ProviderType
public interface Compiler {
  /**
   * Compiles a file, or all Java files in a folder and below it, and loads the module in it. Of a
   * folder with {@code src/main/java} in it, only what is below that is compiled. The class is
   * compiled without annotation processors. A file may have any name, and the types in it any
   * package, or none.
   *
   * @param source a file or a folder; a relative path starts at the working directory of the JVM
   * @return what happened
   */
  CompileResult compile(Path source);

  /**
   * Compiles once more what was compiled before, and loads it.
   *
   * @param module name of a module that was compiled in this system, or whose current version was
   * @return what happened
   */
  CompileResult compile(String module);

  /**
   * Compiles as {@link #compile(Path)} does, writes the bundle to a file, and loads nothing ({@code
   * compile:file/2}). So a version can be checked and loaded as a file is: {@link
   * io.baton.api.code.CodeLoader#check}, {@link io.baton.api.code.CodeLoader#loadChecked(Path)}.
   *
   * @param source a file or a folder
   * @param bundle a file that is not there yet, or that was written so before
   * @return what happened; a file that is something else is not written
   */
  WriteResult compile(Path source, Path bundle);

  /**
   * Returns from what the current version of a module was compiled, and when ({@code
   * M:module_info(compile)}).
   *
   * @param module name of the module
   * @return empty if there is no current version, or it was built elsewhere
   */
  Optional<Compilation> compilation(String module);

  /**
   * Returns the sources that the current version of a module keeps in its bundle, in {@code
   * OSGI-OPT/src}. Versions that were compiled here keep them; others may.
   *
   * @param module name of the module
   * @return in the order of their names; empty if there is no current version, or it keeps none
   */
  List<SourceFile> sources(String module);
}
