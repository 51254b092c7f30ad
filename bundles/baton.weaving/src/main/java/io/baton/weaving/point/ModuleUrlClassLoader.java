package io.baton.weaving.point;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandlerFactory;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Replacement of the {@link URLClassLoader} that a module makes or extends: finds the same classes,
 * and has them woven as code of the version that made it. It sees what safepoints call, whatever
 * its parent is.
 */
public class ModuleUrlClassLoader extends URLClassLoader {
  private static final String POINT = Safepoint.class.getPackageName() + ".";

  /** Opened for their classes; written by threads that load, closed with the loader. */
  private final Set<JarFile> jars = ConcurrentHashMap.newKeySet();

  /** The version whose code has made this; it may have another parent. */
  private final Optional<Gate> maker = Gates.innermostOnStack();

  static {
    registerAsParallelCapable();
  }

  /**
   * Creates a loader as {@link URLClassLoader#URLClassLoader(URL[], ClassLoader)} does.
   *
   * @param urls where classes are
   * @param parent searched first
   */
  public ModuleUrlClassLoader(URL[] urls, @Nullable ClassLoader parent) {
    super(urls, parent);
  }

  /**
   * Creates a loader as {@link URLClassLoader#URLClassLoader(URL[])} does.
   *
   * @param urls where classes are
   */
  public ModuleUrlClassLoader(URL[] urls) {
    super(urls);
  }

  /**
   * Creates a loader as {@link URLClassLoader#URLClassLoader(URL[], ClassLoader,
   * URLStreamHandlerFactory)} does.
   *
   * @param urls where classes are
   * @param parent searched first
   * @param factory opens the URLs
   */
  public ModuleUrlClassLoader(
      URL[] urls, @Nullable ClassLoader parent, @Nullable URLStreamHandlerFactory factory) {
    super(urls, parent, factory);
  }

  /**
   * Creates a loader as {@link URLClassLoader#URLClassLoader(String, URL[], ClassLoader)} does.
   *
   * @param name of the loader
   * @param urls where classes are
   * @param parent searched first
   */
  public ModuleUrlClassLoader(@Nullable String name, URL[] urls, @Nullable ClassLoader parent) {
    super(name, urls, parent);
  }

  /**
   * Creates a loader as {@link URLClassLoader#URLClassLoader(String, URL[], ClassLoader,
   * URLStreamHandlerFactory)} does.
   *
   * @param name of the loader
   * @param urls where classes are
   * @param parent searched first
   * @param factory opens the URLs
   */
  public ModuleUrlClassLoader(
      @Nullable String name,
      URL[] urls,
      @Nullable ClassLoader parent,
      @Nullable URLStreamHandlerFactory factory) {
    super(name, urls, parent, factory);
  }

  /**
   * Creates a loader as {@link URLClassLoader#newInstance(URL[], ClassLoader)} does.
   *
   * @param urls where classes are
   * @param parent searched first
   * @return the loader
   */
  public static URLClassLoader newInstance(URL[] urls, @Nullable ClassLoader parent) {
    return new ModuleUrlClassLoader(urls, parent);
  }

  /**
   * Creates a loader as {@link URLClassLoader#newInstance(URL[])} does.
   *
   * @param urls where classes are
   * @return the loader
   */
  public static URLClassLoader newInstance(URL[] urls) {
    return new ModuleUrlClassLoader(urls);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(POINT) ? Class.forName(name) : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL url = findResource(name.replace('.', '/') + ".class");
    if (url == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      URLConnection connection = url.openConnection();
      JarFile jar = connection instanceof JarURLConnection in ? in.getJarFile() : null;
      byte[] classFile;
      try (InputStream in = connection.getInputStream()) {
        classFile = in.readAllBytes();
      }
      definePackageOf(name, jar, url);
      Gates.owner(this).or(() -> maker).ifPresent(gate -> Gates.adopt(this, gate));
      byte[] woven = Definitions.woven(this, classFile);
      return defineClass(name, woven, 0, woven.length, source(connection, url));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static CodeSource source(URLConnection connection, URL url) throws IOException {
    if (connection instanceof JarURLConnection jar) {
      return new CodeSource(jar.getJarFileURL(), jar.getCertificates());
    }
    return new CodeSource(url, (Certificate[]) null);
  }

  private void definePackageOf(String className, @Nullable JarFile jar, URL url)
      throws IOException {
    int dot = className.lastIndexOf('.');
    if (jar != null) {
      jars.add(jar);
    }
    if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) {
      return;
    }
    Manifest manifest = jar == null ? null : jar.getManifest();
    try {
      definePackage(className.substring(0, dot), manifest == null ? new Manifest() : manifest, url);
    } catch (IllegalArgumentException _) {
      // another thread was first
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
