package io.baton.api.compiler;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Result of compiling a source to a file. No module has changed, whatever it is. */
@ProviderType
public sealed interface WriteResult {
  /**
   * The file holds the version, as a whole.
   *
   * @param module its name
   * @param version of the bundle
   * @param bundle the file
   * @param warnings of the compiler
   */
  record Written(String module, String version, Path bundle, List<Diagnostic> warnings)
      implements WriteResult {
    /** Copies the list. */
    public Written {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The source was compiled, and the file was not written; it is as it was before.
   *
   * @param bundle the file
   * @param why what is in the way
   */
  record NotWritten(Path bundle, String why) implements WriteResult {}

  /**
   * The source was not compiled.
   *
   * @param reason why
   */
  record NotCompiled(CompileResult.NotCompiled reason) implements WriteResult {}
}
