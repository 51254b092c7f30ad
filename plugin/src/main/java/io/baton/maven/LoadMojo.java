package io.baton.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Puts the jar that was built into the folder that a running Baton watches, and waits until it is
 * loaded or refused. The build fails if it is refused, or if nobody watches the folder.
 */
@Mojo(name = "load", threadSafe = true)
public final class LoadMojo extends AbstractMojo {
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** The folder that a running Baton watches: what its option --load names. */
  @Parameter(property = "baton.load")
  private @Nullable File folder;

  /** The jar; by default that of the project. */
  @Parameter(
      property = "baton.load.file",
      defaultValue = "${project.build.directory}/${project.build.finalName}.jar",
      required = true)
  private File file;

  /** The name of the file in the folder, the same for all versions of the module. */
  @Parameter(
      property = "baton.load.name",
      defaultValue = "${project.artifactId}.jar",
      required = true)
  private String name;

  /** How many seconds Baton may take to notice the file. */
  @Parameter(property = "baton.load.notice", defaultValue = "15")
  private int notice;

  /** How many seconds the load may take after that. */
  @Parameter(property = "baton.load.timeout", defaultValue = "120")
  private int timeout;

  /** Created by Maven. */
  public LoadMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (project.getPackaging().equals("pom")) {
      getLog().info("nothing is loaded: the project has no jar");
      return;
    }
    Path into = folder();
    if (!ModuleFile.isModule(jar())) {
      throw new MojoExecutionException(
          "expected a jar with a module of Baton, found none in %s; its class needs @Component and"
                  .formatted(file)
              + " @Module");
    }
    try {
      report(new WatchedFolder(into, name).put(file.toPath(), seconds(notice), seconds(timeout)));
    } catch (IOException e) {
      throw new MojoExecutionException(
          "%s cannot be put into %s: %s".formatted(file, into, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("the wait for the load was interrupted", e);
    }
  }

  private Path folder() throws MojoExecutionException {
    if (folder == null) {
      throw new MojoExecutionException(
          "expected the folder that a running Baton watches, found none; name it with"
              + " -Dbaton.load=FOLDER, and start Baton with: baton --load FOLDER");
    }
    if (!folder.isDirectory()) {
      throw new MojoExecutionException(
          "expected a folder that a running Baton watches, found none at %s; make it, and start"
                  .formatted(folder)
              + " Baton with: baton --load "
              + folder);
    }
    return folder.toPath();
  }

  private File jar() throws MojoExecutionException {
    if (!file.isFile()) {
      throw new MojoExecutionException(
          "expected the jar of the project, found nothing at %s; build it first: mvn package"
                  .formatted(file)
              + " baton:load");
    }
    return file;
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private void report(WatchedFolder.Answer answer)
      throws MojoExecutionException, MojoFailureException {
    if (answer instanceof WatchedFolder.Loaded loaded) {
      lines(loaded.text()).forEach(getLog()::info);
    } else if (answer instanceof WatchedFolder.Refused refused) {
      throw new MojoFailureException("%s is not loaded: %s".formatted(name, refused.text()));
    } else if (answer instanceof WatchedFolder.Unnoticed) {
      throw new MojoExecutionException(
          ("no Baton has taken %s up within %d s: none watches %s, or it may not write there, or"
                  + " it is busy with other files. Start one with: baton --load %s. The file stays,"
                  + " and is loaded then")
              .formatted(name, notice, folder, folder));
    } else {
      throw new MojoExecutionException(
          "Baton has taken %s up, and says nothing of it after %d s; its log says more, and -Dbaton.load.timeout waits longer"
              .formatted(name, timeout));
    }
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
