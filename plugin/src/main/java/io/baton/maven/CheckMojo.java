package io.baton.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the module that was built can replace its released versions while it runs. Loads
 * both into Baton, in a JVM of its own. The build fails if the upgrade would be refused.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class CheckMojo extends AbstractMojo {
  private final RepositorySystem repositories;
  private final ToolchainManager toolchains;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  /** The released versions; by default the newest below the version of the project. */
  @Parameter(property = "baton.check.versions")
  private List<String> versions = new ArrayList<>();

  /** Whether the build fails if nothing was released yet. */
  @Parameter(property = "baton.check.failOnMissing", defaultValue = "false")
  private boolean failOnMissing;

  /** Whether the build fails on warnings. */
  @Parameter(property = "baton.check.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /** The folder of a JDK that Baton runs on, if neither a toolchain nor Maven has one. */
  @Parameter(property = "baton.check.jdk")
  private @Nullable File jdk;

  /** How many seconds the check may take. */
  @Parameter(property = "baton.check.timeout", defaultValue = "300")
  private int timeout;

  /** Whether to do nothing. */
  @Parameter(property = "baton.check.skip", defaultValue = "false")
  private boolean skip;

  /** Where the report goes. */
  @Parameter(defaultValue = "${project.build.directory}/baton", required = true)
  private File folder;

  /** Created by Maven. */
  @Inject
  public CheckMojo(RepositorySystem repositories, ToolchainManager toolchains) {
    this.repositories = repositories;
    this.toolchains = toolchains;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("the upgrade is not checked: baton.check.skip");
      return;
    }
    File built = project.getArtifact().getFile();
    if (project.getPackaging().equals("pom") || (built != null && !ModuleFile.isModule(built))) {
      getLog().info("the upgrade is not checked: the project has no module of Baton");
      return;
    }
    if (built == null || !built.isFile()) {
      throw new MojoExecutionException(
          "expected the project to have a jar, found none; the goal check runs after the phase"
              + " package, such as in: mvn verify");
    }
    CheckProgram.Result result = program().run(arguments(built));
    log(result.report());
    judge(result);
  }

  private CheckProgram program() throws MojoExecutionException {
    List<Path> classPath =
        plugin.getArtifacts().stream()
            .filter(artifact -> !artifact.getArtifactId().equals(plugin.getArtifactId()))
            .map(artifact -> artifact.getFile().toPath())
            .toList();
    return new CheckProgram(
        Jdk.java(
            List.of(
                Optional.ofNullable(jdk).map(File::toPath),
                toolchain(),
                Optional.of(Path.of(System.getProperty("java.home"))),
                Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of))),
        classPath,
        folder.toPath(),
        Duration.ofSeconds(timeout));
  }

  /** The JDK that the build has selected, by its tool java in its folder bin. */
  private Optional<Path> toolchain() {
    Toolchain selected = toolchains.getToolchainFromBuildContext("jdk", session);
    return Optional.ofNullable(selected)
        .map(toolchain -> toolchain.findTool("java"))
        .map(java -> Path.of(java).getParent())
        .map(Path::getParent);
  }

  private List<String> arguments(File built) throws MojoExecutionException {
    List<String> arguments = new ArrayList<>(List.of("--built", built.toString()));
    Releases releases = new Releases(repositories, session.getRepositorySession(), project);
    for (String version : released(releases)) {
      arguments.add("--released");
      arguments.add(version + "=" + releases.jar(version));
    }
    for (Artifact artifact : project.getArtifacts()) {
      if (!Artifact.SCOPE_TEST.equals(artifact.getScope())
          && !artifact.getGroupId().equals(plugin.getGroupId())) {
        arguments.add("--library");
        arguments.add(artifact.getFile().toString());
      }
    }
    return arguments;
  }

  private List<String> released(Releases releases) throws MojoExecutionException {
    if (!versions.isEmpty()) {
      return versions;
    }
    Optional<String> newest = releases.newest();
    if (newest.isEmpty()) {
      String missing =
          "no version of %s:%s below %s was released"
              .formatted(project.getGroupId(), project.getArtifactId(), project.getVersion());
      if (failOnMissing) {
        throw new MojoExecutionException(
            missing + ", and failOnMissing is set; the first version is built without it");
      }
      getLog().info(missing + ": no upgrade is checked, only that the jar can be loaded");
    }
    return newest.stream().toList();
  }

  private void log(List<String> report) {
    for (String line : report) {
      if (line.startsWith("  error: ")) {
        getLog().error(line);
      } else if (line.startsWith("  warning: ")) {
        getLog().warn(line);
      } else {
        getLog().info(line);
      }
    }
  }

  private void judge(CheckProgram.Result result) throws MojoFailureException {
    List<String> errors =
        result.report().stream().filter(line -> line.startsWith("  error: ")).toList();
    Path report = folder.toPath().resolve("check.txt");
    if (result.isRefused()) {
      throw new MojoFailureException(
          "%s %s cannot replace what was released:%n%s%nsee %s"
              .formatted(
                  project.getArtifactId(),
                  project.getVersion(),
                  String.join(System.lineSeparator(), errors),
                  report));
    }
    if (failOnWarning && result.report().stream().anyMatch(l -> l.startsWith("  warning: "))) {
      throw new MojoFailureException(
          "the check of the upgrade has warnings, and failOnWarning is set; see " + report);
    }
  }
}
