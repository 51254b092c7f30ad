package io.baton.maven;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.maven.plugin.MojoExecutionException;

/** What the manifest of a jar says. */
final class ModuleFile {
  private ModuleFile() {}

  /**
   * Returns whether a file is the bundle of a module.
   *
   * @return false if there is no file
   * @throws MojoExecutionException if it cannot be read
   */
  static boolean isModule(File built) throws MojoExecutionException {
    if (!built.isFile()) {
      return false;
    }
    try (JarFile jar = new JarFile(built)) {
      Manifest manifest = jar.getManifest();
      String provided =
          manifest == null ? null : manifest.getMainAttributes().getValue("Provide-Capability");
      return provided != null && provided.contains("baton.module");
    } catch (IOException e) {
      throw new MojoExecutionException("%s cannot be read: %s".formatted(built, e), e);
    }
  }
}
