package io.baton.compiler.javac;

import io.baton.compiler.classpath.ClassResource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.tools.SimpleJavaFileObject;

/** A class that sources may use, as the compiler reads it. */
final class ClassObject extends SimpleJavaFileObject {
  private final ClassResource resource;

  ClassObject(ClassResource resource) {
    super(uri(resource.path()), Kind.CLASS);
    this.resource = resource;
  }

  static URI uri(String path) {
    String encoded = URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
    return URI.create("class:///" + encoded);
  }

  String className() {
    return resource.className();
  }

  @Override
  public InputStream openInputStream() throws IOException {
    return resource.content().open();
  }
}
