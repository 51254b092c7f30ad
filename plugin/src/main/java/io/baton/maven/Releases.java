package io.baton.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.version.Version;

/** The released versions of a project's artifact, in the project's repositories. */
final class Releases {
  private final RepositorySystem repositories;
  private final RepositorySystemSession session;
  private final MavenProject project;

  Releases(RepositorySystem repositories, RepositorySystemSession session, MavenProject project) {
    this.repositories = repositories;
    this.session = session;
    this.project = project;
  }

  /**
   * Returns the newest release below the project's version.
   *
   * @return empty if there is none
   * @throws MojoExecutionException if a repository does not say which there are
   */
  Optional<String> newest() throws MojoExecutionException {
    VersionRangeResult result;
    try {
      result =
          repositories.resolveVersionRange(
              session,
              new VersionRangeRequest(
                  artifact("(,%s)".formatted(project.getVersion())),
                  project.getRemoteProjectRepositories(),
                  null));
    } catch (VersionRangeResolutionException e) {
      throw new MojoExecutionException(
          "the released versions of %s cannot be found: %s".formatted(id(), e.getMessage()), e);
    }
    Optional<String> newest = newest(result.getVersions());
    if (newest.isEmpty() && !session.isOffline()) {
      requireAnswers(result.getExceptions());
    }
    return newest;
  }

  /** Returns the last of sorted versions that is no snapshot. */
  static Optional<String> newest(List<? extends Version> sorted) {
    return sorted.stream()
        .map(Version::toString)
        .filter(version -> !version.endsWith("SNAPSHOT"))
        .reduce((first, second) -> second);
  }

  /** A repository that does not have the artifact has answered; one that fails has not. */
  private void requireAnswers(List<Exception> failures) throws MojoExecutionException {
    for (Exception failure : failures) {
      if (!(failure instanceof MetadataNotFoundException)) {
        throw new MojoExecutionException(
            ("a repository does not say which versions of %s were released: %s; name them with"
                    + " -Dbaton.check.versions, or leave the check out with -Dbaton.check.skip")
                .formatted(id(), failure.getMessage()),
            failure);
      }
    }
  }

  /**
   * Returns the jar of a released version.
   *
   * @throws MojoExecutionException if no repository has it
   */
  Path jar(String version) throws MojoExecutionException {
    try {
      File file =
          repositories
              .resolveArtifact(
                  session,
                  new ArtifactRequest(
                      artifact(version), project.getRemoteProjectRepositories(), null))
              .getArtifact()
              .getFile();
      return file.toPath();
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException(
          "the released version %s of %s is in none of the project's repositories: %s"
              .formatted(version, id(), e.getMessage()),
          e);
    }
  }

  private Artifact artifact(String version) {
    return new DefaultArtifact(project.getGroupId(), project.getArtifactId(), "jar", version);
  }

  private String id() {
    return project.getGroupId() + ":" + project.getArtifactId();
  }
}
