package io.baton.code.linking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * Tells a module's own code from that of libraries in its bundle. What the framework starts there,
 * components and an activator, is the module's own; so are the packages beside them. A library is
 * often there in part, and used in part.
 */
final class OwnCode {
  /** Packages with so many first parts in common belong together, such as {@code org.acme.shop}. */
  private static final int COMMON = 3;

  private static final Pattern IMPLEMENTATION =
      Pattern.compile("<\\s*(?:\\w+:)?implementation\\b[^>]*?\\bclass\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final String COMPONENTS = "Service-Component";

  private final Set<String> roots;

  /** Of the names of the module's own classes; each ends with a dot, or is empty. */
  private final Set<String> prefixes = new LinkedHashSet<>();

  /**
   * Judges by what is started.
   *
   * @param roots names of classes that the framework makes; none: all code is the module's own
   */
  OwnCode(Collection<String> roots) {
    this.roots = new LinkedHashSet<>(roots);
    roots.forEach(root -> prefixes.add(prefix(root)));
  }

  /** Reads what a bundle says of its activator and its components. */
  static OwnCode of(Bundle bundle) {
    List<String> roots = new ArrayList<>();
    Dictionary<String, String> headers = bundle.getHeaders("");
    String activator = headers.get(Constants.BUNDLE_ACTIVATOR);
    if (activator != null) {
      roots.add(activator.strip());
    }
    String components = headers.get(COMPONENTS);
    if (components != null) {
      for (String path : components.split(",", -1)) {
        descriptions(bundle, path.strip()).forEach(url -> roots.addAll(implementations(url)));
      }
    }
    return new OwnCode(roots);
  }

  private static List<URL> descriptions(Bundle bundle, String path) {
    int slash = path.lastIndexOf('/');
    Enumeration<URL> found =
        bundle.findEntries(
            slash <= 0 ? "/" : path.substring(0, slash), path.substring(slash + 1), false);
    return found == null ? List.of() : Collections.list(found);
  }

  /** A description is not parsed: whatever it is, SCR says what is wrong with it. */
  private static List<String> implementations(URL description) {
    try (InputStream in = description.openStream()) {
      Matcher named = IMPLEMENTATION.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return named.results().map(found -> found.group(1).strip()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(description + " cannot be read", e);
    }
  }

  private static String prefix(String className) {
    int end = 0;
    for (int part = 0; part < COMMON && className.indexOf('.', end) >= 0; part++) {
      end = className.indexOf('.', end) + 1;
    }
    return className.substring(0, end);
  }

  /** Returns the classes that the framework makes. */
  Set<String> roots() {
    return roots;
  }

  /** Returns whether a class is of the module itself. */
  boolean isOwn(String className) {
    if (prefixes.isEmpty()) {
      return true;
    }
    for (String prefix : prefixes) { // asked for each class of a library
      if (prefix.isEmpty() ? className.indexOf('.') < 0 : className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
