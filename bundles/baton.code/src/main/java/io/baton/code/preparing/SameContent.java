package io.baton.code.preparing;

import io.baton.code.artifact.Artifact;
import io.baton.code.framework.bundle.BundleContent;
import io.baton.code.framework.component.InstalledVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Bundle;

/**
 * Compares files with bundles that are installed, entry by entry: a bundle that was built again
 * often has the version that it had before.
 */
public final class SameContent {
  private static final int BLOCK = 8192;

  private SameContent() {}

  /**
   * Returns whether a version is made of a file.
   *
   * @param artifact the file
   * @param version any
   * @return false also if one of both cannot be read
   */
  public static boolean of(Artifact artifact, InstalledVersion version) {
    return of(artifact, version.bundle());
  }

  /** Returns whether a bundle is made of a file; false also if one of both cannot be read. */
  static boolean of(Artifact artifact, Bundle bundle) {
    try (var file = new ZipInputStream(new BufferedInputStream(artifact.content().open()))) {
      Set<String> seen = new HashSet<>();
      for (ZipEntry entry = file.getNextEntry(); entry != null; entry = file.getNextEntry()) {
        if (!entry.isDirectory() && !(seen.add(entry.getName()) && isSame(file, entry, bundle))) {
          return false;
        }
      }
      return seen.size() == BundleContent.entries(bundle).size();
    } catch (IOException | IllegalArgumentException | IllegalStateException _) {
      return false;
    }
  }

  private static boolean isSame(InputStream file, ZipEntry entry, Bundle bundle)
      throws IOException {
    URL there = bundle.getEntry(entry.getName());
    if (there == null) {
      return false;
    }
    try (InputStream installed = there.openStream()) {
      byte[] block;
      do {
        block = file.readNBytes(BLOCK);
        if (!Arrays.equals(block, installed.readNBytes(BLOCK))) {
          return false;
        }
      } while (block.length == BLOCK);
      return true;
    }
  }
}
