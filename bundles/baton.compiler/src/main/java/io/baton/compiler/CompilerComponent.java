package io.baton.compiler;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.api.compiler.Compilation;
import io.baton.api.compiler.CompileResult;
import io.baton.api.compiler.Compiler;
import io.baton.api.compiler.SourceFile;
import io.baton.api.compiler.WriteResult;
import io.baton.compiler.framework.CompiledVersions;
import io.baton.compiler.framework.ExportedPackages;
import io.baton.compiler.javac.Javac;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The compiler as a service. It loads neither javac nor bnd before the first request. It stays for
 * what it remembers: a component that is made for each use would forget what was compiled.
 */
@Component(service = Compiler.class, immediate = true)
public final class CompilerComponent implements Compiler {
  private final CompileAndLoad compileAndLoad;
  private final CompiledVersions versions;

  /** Compiles against what the bundles of this framework export. */
  @Activate
  public CompilerComponent(
      BundleContext context, @Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    versions = new CompiledVersions(context, codeStatus);
    compileAndLoad =
        new CompileAndLoad(
            codeLoader, versions, () -> ExportedPackages.of(context), () -> Javac.ofThisRuntime());
  }

  @Override
  public CompileResult compile(Path source) {
    return compileAndLoad.source(source);
  }

  @Override
  public CompileResult compile(String module) {
    return compileAndLoad.module(module);
  }

  @Override
  public WriteResult compile(Path source, Path bundle) {
    return compileAndLoad.file(source, bundle);
  }

  @Override
  public Optional<Compilation> compilation(String module) {
    return versions.compilation(module);
  }

  @Override
  public List<SourceFile> sources(String module) {
    return versions.sources(module);
  }
}
