package io.baton.code;

import static io.baton.api.process.RuntimeHolder.checked;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.Clash;
import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeMode;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.ExportedFunction;
import io.baton.api.code.FileStatus;
import io.baton.api.code.FinishResult;
import io.baton.api.code.HeldFunction;
import io.baton.api.code.Leak;
import io.baton.api.code.Leftover;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ModuleInfo;
import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.ObjectCode;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import io.baton.api.code.WiredBundle;
import io.baton.code.artifact.Directories;
import io.baton.code.artifact.Sources;
import io.baton.code.calling.Target;
import io.baton.code.calling.Views;
import io.baton.code.fun.Apply;
import io.baton.code.loading.AtomicLoads;
import io.baton.code.loading.FileChecks;
import io.baton.code.loading.Loads;
import io.baton.code.loading.OldVersion;
import io.baton.code.preparing.Loader;
import io.baton.code.purging.Deletes;
import io.baton.code.purging.Purges;
import io.baton.code.status.FileStatuses;
import io.baton.code.status.ModuleStatuses;
import io.baton.code.version.Sticky;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/** The services of the code server: each request goes to the part that serves it. */
final class CodeService implements Code, CodeLoader, CodeStatus {
  private final Views views;
  private final Sticky sticky;
  private final Loader loader;
  private final Loads loads;
  private final AtomicLoads atomicLoads;
  private final FileChecks fileChecks;
  private final Purges purges;
  private final Deletes deletes;
  private final ModuleStatuses statuses;
  private final FileStatuses files;
  private final Sources sources;
  private final Supplier<CodeMode> mode;
  private final Supplier<SortedMap<String, String>> configuration;
  private final Supplier<List<Leak>> leaks;

  CodeService(
      Views views,
      Sticky sticky,
      Loader loader,
      Loads loads,
      AtomicLoads atomicLoads,
      FileChecks fileChecks,
      Purges purges,
      Deletes deletes,
      ModuleStatuses statuses,
      FileStatuses files,
      Sources sources,
      Supplier<CodeMode> mode,
      Supplier<SortedMap<String, String>> configuration,
      Supplier<List<Leak>> leaks) {
    this.views = views;
    this.sticky = sticky;
    this.loader = loader;
    this.loads = loads;
    this.atomicLoads = atomicLoads;
    this.fileChecks = fileChecks;
    this.purges = purges;
    this.deletes = deletes;
    this.statuses = statuses;
    this.files = files;
    this.sources = sources;
    this.mode = mode;
    this.configuration = configuration;
    this.leaks = leaks;
  }

  @Override
  public <V> V qualified(String module, Class<V> view) {
    return checked(views).qualified(module, view);
  }

  @Override
  public <V> V local(V self, Class<V> view) {
    return checked(views).local(self, view);
  }

  @Override
  public @Nullable Object call(String module, String function, List<?> arguments) throws Throwable {
    return Apply.call(checked(views).of(module).reached(), function, arguments);
  }

  @Override
  public LoadResult load(String module) {
    return checked(loads).newest(module, OldVersion.KEEP);
  }

  @Override
  public LoadResult reload(String module) {
    return checked(loads).newest(module, OldVersion.PURGE);
  }

  @Override
  public LoadResult reload(Source source) {
    return checked(loads).of(source, OldVersion.PURGE);
  }

  @Override
  public LoadResult load(String module, String version) {
    return checked(loads).certain(module, version);
  }

  @Override
  public LoadResult loadFile(Path file) {
    return checked(loads).file(file);
  }

  @Override
  public LoadResult loadFile(String module, Path file) {
    return checked(loads).of(new Source.InFile(module, file), OldVersion.KEEP);
  }

  @Override
  public LoadResult loadBinary(String module, String file, byte[] bundle) {
    return checked(loads).of(new Source.InMemory(module, file, bundle.clone()), OldVersion.REPLACE);
  }

  @Override
  public LoadResult loadChecked(String module) {
    return checked(loads).checked(module);
  }

  @Override
  public LoadResult loadChecked(String module, String version) {
    return checked(loads).checked(module, version);
  }

  @Override
  public LoadResult loadChecked(Path file) {
    return checked(loads).checked(file);
  }

  @Override
  public CheckResult check(Path file, CheckOption... options) {
    return checked(fileChecks).check(file, List.of(options));
  }

  @Override
  public boolean isBeingChecked(Object self) {
    return checked(loader).isChecking(FrameworkUtil.getBundle(self.getClass()));
  }

  @Override
  public List<HeldFunction> heldFunctions(String module) {
    return checked(statuses).heldFunctions(module);
  }

  @Override
  public EnsureResult ensureLoaded(String module) {
    return checked(loads).ensure(module);
  }

  @Override
  public SortedMap<String, LoadResult.Refused> ensureLoaded(Collection<String> modules) {
    return checked(loads).ensureAll(modules);
  }

  @Override
  public PrepareResult prepareLoading(List<? extends Source> sources) {
    return checked(atomicLoads).prepare(sources);
  }

  @Override
  public FinishResult finishLoading(Prepared prepared) {
    return checked(atomicLoads).finish(prepared);
  }

  @Override
  public FinishResult atomicLoad(List<? extends Source> sources) {
    return checked(atomicLoads).atomic(sources);
  }

  @Override
  public void stick(String module) {
    checked(sticky).stick(module);
  }

  @Override
  public void unstick(String module) {
    checked(sticky).unstick(module);
  }

  @Override
  public List<String> stickDirectory(Path directory) {
    List<String> modules = modulesIn(directory);
    modules.forEach(this::stick);
    return modules;
  }

  @Override
  public List<String> unstickDirectory(Path directory) {
    List<String> modules = modulesIn(directory);
    modules.forEach(this::unstick);
    return modules;
  }

  private static List<String> modulesIn(Path directory) {
    return checked(new Directories(List.of(directory))).modules();
  }

  @Override
  public boolean isSticky(String module) {
    return checked(sticky).isSticky(module);
  }

  @Override
  public PurgeResult purge(String module) {
    return checked(purges).purge(module);
  }

  @Override
  public SortedMap<String, PurgeResult> purge(Collection<String> modules) {
    return checked(purges).purge(modules);
  }

  @Override
  public SoftPurgeResult softPurge(String module) {
    return checked(purges).softPurge(module);
  }

  @Override
  public DeleteResult delete(String module) {
    return checked(deletes).delete(module);
  }

  @Override
  public Optional<ModuleVersion> isLoaded(String module) {
    return checked(statuses).current(module);
  }

  @Override
  public List<ModuleVersion> allLoaded() {
    return checked(statuses).current();
  }

  @Override
  public List<ModuleStatus> status() {
    return checked(statuses).all();
  }

  @Override
  public List<Lingering> lingering(String module) {
    return checked(statuses).lingering(module);
  }

  @Override
  public List<WiredBundle> wiredBundles(String module) {
    return checked(statuses).wiredBundles(module);
  }

  @Override
  public List<Leftover> leftovers(String module) {
    return checked(statuses).leftovers(module);
  }

  @Override
  public List<Leak> leaks() {
    return checked(leaks).get();
  }

  @Override
  public List<String> modules() {
    return checked(loads).modules();
  }

  @Override
  public List<String> exports(String module) {
    Target.Callable now = checked(views).of(module).current().code();
    return now == null ? List.of() : now.exports().describe();
  }

  @Override
  public List<ExportedFunction> functions(String module) {
    Target.Callable now = checked(views).of(module).current().code();
    return now == null ? List.of() : now.exports().functions();
  }

  @Override
  public Optional<ObjectCode> objectCode(String module) {
    return checked(sources).objectCode(module);
  }

  @Override
  public Optional<ObjectCode> runningCode(String module) {
    return checked(files).running(module);
  }

  @Override
  public List<ModuleFile> files(String module) {
    return checked(sources).files(module);
  }

  @Override
  public List<Clash> clashes() {
    return checked(sources).clashes();
  }

  @Override
  public FileStatus fileStatus(String module) {
    return checked(files).of(module);
  }

  @Override
  public List<String> modifiedModules() {
    return checked(files).modified();
  }

  @Override
  public Optional<ModuleInfo> moduleInfo(String module) {
    return checked(files).info(module);
  }

  @Override
  public CodeMode mode() {
    return checked(mode).get();
  }

  @Override
  public SortedMap<String, String> configuration() {
    return checked(configuration).get();
  }
}
