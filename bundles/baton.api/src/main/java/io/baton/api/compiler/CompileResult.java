package io.baton.api.compiler;

import io.baton.api.code.LoadResult;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of compiling and loading. After every result but {@link Loaded} nothing has changed: same
 * current, same old, same processes.
 */
@ProviderType
public sealed interface CompileResult {
  /**
   * The source was compiled, and what it makes is current.
   *
   * @param load the result of the load
   * @param source the file or folder
   * @param warnings of the compiler
   */
  record Loaded(LoadResult.Loaded load, Path source, List<Diagnostic> warnings)
      implements CompileResult {
    /** Copies the list. */
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The source was compiled, and the load was refused.
   *
   * @param refused the result of the load
   * @param source the file or folder
   * @param warnings of the compiler
   */
  record Refused(LoadResult.Refused refused, Path source, List<Diagnostic> warnings)
      implements CompileResult {
    /** Copies the list. */
    public Refused {
      warnings = List.copyOf(warnings);
    }
  }

  /** There is nothing to load. */
  @ProviderType
  sealed interface NotCompiled extends CompileResult {}

  /**
   * The source does not compile, or is no module.
   *
   * @param source the file or folder
   * @param diagnostics at least one error, and the warnings, in the order of the compiler
   */
  record Errors(Path source, List<Diagnostic> diagnostics) implements NotCompiled {
    /** Copies the list. */
    public Errors {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * There is nothing to compile: no such file, none that may be read, or a name that nothing was
   * compiled under.
   *
   * @param what the file, the folder or the name
   * @param why what is missing, and what there is
   */
  record NoSource(String what, String why) implements NotCompiled {}

  /**
   * The Java runtime has no compiler.
   *
   * @param why which runtime it is, and what to do
   */
  record NoCompiler(String why) implements NotCompiled {}
}
