package io.baton.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;

/**
 * Copies the released versions that the tests of the project name with <code>@UpgradeFrom</code>
 * into a folder, where the tests find them.
 */
@Mojo(name = "releases", defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES, threadSafe = true)
public final class ReleasesMojo extends AbstractMojo {
  private final RepositorySystem repositories;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private RepositorySystemSession session;

  /** More versions than the tests name. */
  @Parameter(property = "baton.releases.versions")
  private List<String> versions = new ArrayList<>();

  /** Where the compiled tests are. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private File testClasses;

  /** Where the files go. A test finds them in another folder if baton.releases names it. */
  @Parameter(
      property = "baton.releases",
      defaultValue = "${project.build.directory}/baton/releases",
      required = true)
  private File folder;

  /** Whether to do nothing. */
  @Parameter(property = "baton.releases.skip", defaultValue = "false")
  private boolean skip;

  /** Created by Maven. */
  @Inject
  public ReleasesMojo(RepositorySystem repositories) {
    this.repositories = repositories;
  }

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("released versions are not fetched: baton.releases.skip");
      return;
    }
    Set<String> wanted = new TreeSet<>(versions);
    wanted.addAll(NamedReleases.in(testClasses.toPath()));
    Releases releases = new Releases(repositories, session, project);
    for (String version : wanted) {
      copy(releases.jar(version), folder.toPath().resolve(version + ".jar"));
    }
    getLog()
        .info(
            wanted.isEmpty()
                ? "no test names a released version"
                : "released versions in %s: %s".formatted(folder, String.join(", ", wanted)));
  }

  private static void copy(Path from, Path to) throws MojoExecutionException {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new MojoExecutionException("%s cannot be copied: %s".formatted(from, e), e);
    }
  }
}
