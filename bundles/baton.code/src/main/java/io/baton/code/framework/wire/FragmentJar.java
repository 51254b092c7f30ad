package io.baton.code.framework.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.utils.manifest.Attribute;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Directive;
import org.apache.felix.utils.manifest.Parser;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** The content of a fragment, for one version of its host only. */
final class FragmentJar {
  private FragmentJar() {}

  /**
   * Copies what is in an installed fragment. Asks for no class and resolves nothing.
   *
   * @param fragment any fragment
   * @param host version of the bundle that the copy fits
   */
  static InputStream of(Bundle fragment, Version host) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes, manifest(fragment, host))) {
      copy(fragment, "/", jar);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static Manifest manifest(Bundle fragment, Version host) throws IOException {
    try (InputStream in = open(fragment, JarFile.MANIFEST_NAME)) {
      var manifest = new Manifest(in);
      String header = manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST);
      manifest
          .getMainAttributes()
          .putValue(Constants.FRAGMENT_HOST, exactly(Parser.parseHeader(header)[0], host));
      return manifest;
    }
  }

  private static String exactly(Clause host, Version version) {
    List<Attribute> others =
        Arrays.stream(host.getAttributes())
            .filter(attribute -> !attribute.getName().equals(Constants.BUNDLE_VERSION_ATTRIBUTE))
            .toList();
    var text = new StringBuilder(host.getName());
    for (Attribute attribute : others) {
      text.append(";%s=\"%s\"".formatted(attribute.getName(), attribute.getValue()));
    }
    for (Directive directive : host.getDirectives()) {
      text.append(";%s:=\"%s\"".formatted(directive.getName(), directive.getValue()));
    }
    return text.append(";bundle-version=\"[%s,%s]\"".formatted(version, version)).toString();
  }

  private static void copy(Bundle fragment, String folder, JarOutputStream jar) throws IOException {
    var paths = fragment.getEntryPaths(folder);
    if (paths == null) {
      return;
    }
    for (String path : Collections.list(paths)) {
      if (path.endsWith("/")) {
        jar.putNextEntry(new JarEntry(path));
        copy(fragment, path, jar);
      } else if (!path.equals(JarFile.MANIFEST_NAME)) {
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = open(fragment, path)) {
          in.transferTo(jar);
        }
      }
    }
  }

  private static InputStream open(Bundle fragment, String path) throws IOException {
    @Nullable URL entry = fragment.getEntry(path);
    if (entry == null) {
      throw new IOException("%s has no %s".formatted(fragment, path));
    }
    return entry.openStream();
  }
}
