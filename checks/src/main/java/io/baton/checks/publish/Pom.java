package io.baton.checks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A pom.xml as it is written.
 *
 * @param file where it is
 * @param root its element {@code project}
 */
record Pom(Path file, Element root) {
  static Pom read(Path file) throws IOException {
    try {
      return new Pom(
          file,
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("%s is no XML: %s".formatted(file, e.getMessage()), e);
    }
  }

  String artifactId() {
    return text("artifactId").orElse("");
  }

  String packaging() {
    return text("packaging").orElse("jar");
  }

  Optional<String> parent() {
    return text("parent", "artifactId");
  }

  /** Returns the text at a path of elements. */
  Optional<String> text(String... path) {
    return all(path).findFirst().map(Node::getTextContent).map(String::strip);
  }

  /** Returns all elements at a path. */
  Stream<Element> all(String... path) {
    Stream<Element> found = Stream.of(root);
    for (String name : path) {
      found = found.flatMap(element -> children(element, name).stream());
    }
    return found;
  }

  private static List<Element> children(Element element, String name) {
    var nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(child -> child.getTagName().equals(name))
        .toList();
  }
}
