package io.baton.code.preparing;

import io.baton.api.code.Module;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The files in which a bundle describes its components to Declarative Services. Declarative
 * Services reads them when the bundle starts; it passes over what it cannot read, and follows what
 * a document type points to. So they are read here before, with a parser that does not.
 */
final class ComponentFiles {
  private static final String HEADER = "Service-Component";
  private static final String NAMESPACE = "http://www.osgi.org/xmlns/scr/v1.";
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private final Bundle bundle;

  ComponentFiles(Bundle bundle) {
    this.bundle = bundle;
  }

  /** A file that cannot be read. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    final boolean hasDoctype;

    Unreadable(String why, boolean hasDoctype) {
      super(why);
      this.hasDoctype = hasDoctype;
    }
  }

  /** Returns why the bundle must not be started: reading its files would do what they say. */
  Optional<String> danger() {
    for (String path : paths()) {
      for (URL file : files(path)) {
        try {
          var _ = parse(file);
        } catch (Unreadable e) {
          if (e.hasDoctype) {
            return Optional.of(
                "its component file %s has a document type, which may refer to other files; a component needs none: remove it"
                    .formatted(file.getPath()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns why Declarative Services knows no component for the module. */
  String whyNone() {
    List<String> paths = paths();
    if (paths.isEmpty()) {
      return "its manifest has no %s header, so it has no component".formatted(HEADER);
    }
    List<String> found = new ArrayList<>();
    for (String path : paths) {
      List<URL> files = files(path);
      if (files.isEmpty()) {
        return "its manifest names the component file %s, which is not in it".formatted(path);
      }
      for (URL file : files) {
        try {
          Optional<String> fault = fault(parse(file));
          if (fault.isPresent()) {
            return "its component file %s %s".formatted(file.getPath(), fault.get());
          }
        } catch (Unreadable e) {
          return "its component file %s %s".formatted(file.getPath(), e.getMessage());
        }
        found.add(file.getPath());
      }
    }
    return "none of its components has the property %s: %s".formatted(Module.NAMESPACE, found);
  }

  /**
   * A component as its file describes it.
   *
   * @param module the name of the module that it says it is
   * @param type name of its class
   * @param services names of the types under which it is registered
   * @param isPrototype whether each client gets another object
   * @param factory the name under which it can be made any number of times; empty if it is made
   *     once
   */
  record Described(
      String module, String type, List<String> services, boolean isPrototype, String factory) {
    private static Described of(Element component) {
      List<Element> service = elements(component.getElementsByTagName("service"));
      return new Described(
          property(component).map(Described::value).orElse(""),
          attributes(component, "implementation", "class").findFirst().orElse(""),
          attributes(component, "provide", "interface").toList(),
          service.stream().anyMatch(one -> one.getAttribute("scope").equals("prototype")),
          component.getAttribute("factory"));
    }

    private static Stream<String> attributes(Element component, String tag, String attribute) {
      return elements(component.getElementsByTagName(tag)).stream()
          .map(element -> element.getAttribute(attribute));
    }

    private static String value(Element property) {
      return property.hasAttribute("value")
          ? property.getAttribute("value")
          : property.getTextContent().strip();
    }
  }

  /**
   * The components with the property {@code baton.module} that are registered as services. A file
   * that cannot be read has none, as for Declarative Services.
   */
  List<Described> modules() {
    return readable().stream()
        .filter(document -> fault(document).isEmpty())
        .flatMap(document -> components(document).stream())
        .filter(component -> property(component).isPresent())
        .map(Described::of)
        .toList();
  }

  /**
   * A reference to services that a component cannot do without, or not without being made again.
   *
   * @param type the name of the services' type
   * @param target a filter; null for all of the type
   */
  record Reference(String type, @Nullable String target) {
    private static Reference of(Element reference) {
      String target = reference.getAttribute("target");
      return new Reference(reference.getAttribute("interface"), target.isEmpty() ? null : target);
    }
  }

  /** Returns what components have references to whose policy is static. */
  List<Reference> staticReferences() {
    return readable().stream()
        .flatMap(document -> components(document).stream())
        .flatMap(component -> elements(component.getElementsByTagName("reference")).stream())
        .filter(reference -> !reference.getAttribute("policy").equals("dynamic"))
        .map(Reference::of)
        .toList();
  }

  /**
   * Declarative Services passes over what it cannot read; if nothing else is there, whyNone says
   * so.
   */
  private List<Document> readable() {
    List<Document> found = new ArrayList<>();
    for (URL file : paths().stream().flatMap(path -> files(path).stream()).toList()) {
      try {
        found.add(parse(file));
      } catch (Unreadable _) {
        // as it says above
      }
    }
    return found;
  }

  private List<String> paths() {
    String header = bundle.getHeaders("").get(HEADER);
    return header == null
        ? List.of()
        : List.of(header.split(",")).stream()
            .map(path -> path.split(";", 2)[0].strip())
            .filter(path -> !path.isEmpty())
            .toList();
  }

  private List<URL> files(String path) {
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "/" : path.substring(0, slash);
    try {
      var found = bundle.findEntries(folder, path.substring(slash + 1), false);
      return found == null ? List.of() : Collections.list(found);
    } catch (RuntimeException _) {
      return List.of(); // a path that is none
    }
  }

  /**
   * Returns what is wrong with a file whose component is the module's, or with its only component.
   */
  private static Optional<String> fault(Document document) {
    List<Element> components = components(document);
    if (components.isEmpty()) {
      Element root = document.getDocumentElement();
      return Optional.of(
          "has no component in a namespace of Declarative Services such as %s3.0; its root is %s"
              .formatted(NAMESPACE, root.getNodeName()));
    }
    for (Element component : components) {
      if (property(component).isPresent()) {
        if (component.getElementsByTagName("implementation").getLength() == 0) {
          return Optional.of("names no implementation class");
        }
        if (component.getAttribute("enabled").equals("false")) {
          return Optional.of("has a component that is disabled: enabled=\"false\"");
        }
        if (component.getElementsByTagName("service").getLength() == 0) {
          return Optional.of("has a component without a service; a module provides one");
        }
      }
    }
    return Optional.empty();
  }

  /** Returns what makes it the component of a module. */
  private static Optional<Element> property(Element component) {
    return elements(component.getElementsByTagName("property")).stream()
        .filter(property -> property.getAttribute("name").equals(Module.NAMESPACE))
        .findFirst();
  }

  private static List<Element> components(Document document) {
    return elements(document.getElementsByTagNameNS("*", "component")).stream()
        .filter(element -> String.valueOf(element.getNamespaceURI()).startsWith(NAMESPACE))
        .toList();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Document parse(URL file) throws Unreadable {
    var first = new Errors();
    try (InputStream in = file.openStream()) {
      DocumentBuilder builder = builder();
      builder.setErrorHandler(first);
      return builder.parse(in);
    } catch (SAXParseException e) {
      throw new Unreadable(
          "cannot be read: line %d: %s".formatted(e.getLineNumber(), e.getMessage()),
          String.valueOf(e.getMessage()).contains("DOCTYPE"));
    } catch (SAXException | IOException | RuntimeException e) {
      throw new Unreadable("cannot be read: " + ThrownText.describe(e), false);
    }
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      return factory.newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's parser has changed", e);
    }
  }

  /** Prints nothing. */
  private static final class Errors implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // not what is looked for
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
