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
import java.util.stream.Collectors;
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

  /** Read when they are needed for the first time. */
  private @Nullable List<ComponentFile> readable;

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
                    .formatted(name(file)));
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
      return "its manifest has no %s header, so it has no component; %s"
          .formatted(HEADER, AnnotatedClasses.whatToDo(bundle));
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
            return "its component file %s %s".formatted(name(file), fault.get());
          }
        } catch (Unreadable e) {
          return "its component file %s %s".formatted(name(file), e.getMessage());
        }
        found.add(name(file));
      }
    }
    return described()
        .findFirst()
        .map(Described::whyNone)
        .orElseGet(() ->
            "none of its components has the property %s: %s; %s"
                .formatted(Module.NAMESPACE, found, AnnotatedClasses.whatToDo(bundle)));
  }

  /** Returns why the components that the files describe are not one that can be a module's. */
  Optional<String> unfit() {
    List<Described> modules = described().toList();
    if (modules.size() > 1) {
      return Optional.of(
          "it has %d components with @Module; exactly one is needed: %s; put each into a bundle of its own, or remove @Module from the others"
              .formatted(
                  modules.size(),
                  modules.stream().map(Described::toString).collect(Collectors.joining(", "))));
    }
    return modules.stream()
        .filter(component -> !component.factory().isEmpty())
        .findFirst()
        .map(Described::whyFactory);
  }

  /**
   * A component as its file describes it.
   *
   * @param file in the bundle
   * @param element of the file
   */
  record Described(String file, Element element) {
    /** The name of the module that it says it is. */
    String module() {
      return property(element)
          .map(property ->
              property.hasAttribute("value")
                  ? property.getAttribute("value")
                  : property.getTextContent().strip())
          .orElse("");
    }

    /** The name of its class. */
    String type() {
      return attributes("implementation", "class").findFirst().orElse("");
    }

    /** The names of the types under which it is registered. */
    List<String> services() {
      return attributes("provide", "interface").toList();
    }

    /** Whether each client gets another object. */
    boolean isPrototype() {
      return attributes("service", "scope").anyMatch("prototype"::equals);
    }

    /** The name under which it can be made any number of times; empty if it is made once. */
    String factory() {
      return element.getAttribute("factory");
    }

    /** Whether Declarative Services makes it only when another component enables it. */
    boolean isDisabled() {
      return element.getAttribute("enabled").equals("false");
    }

    private Stream<String> attributes(String tag, String attribute) {
      return elements(element.getElementsByTagName(tag)).stream()
          .map(one -> one.getAttribute(attribute));
    }

    private String whyNone() {
      return isDisabled()
          ? "its component %s is disabled (enabled=\"false\" in %s): remove that, or enable it from another component of the bundle"
              .formatted(type(), file)
          : "its component %s has not registered one".formatted(this);
    }

    private String whyFactory() {
      return "its component %s is a component factory (factory=\"%s\" in %s), which makes any number of objects; a module has one: remove that"
          .formatted(type(), factory(), file);
    }

    @Override
    public String toString() {
      return "%s (%s)".formatted(type(), file);
    }
  }

  /**
   * The components with the property {@code baton.module} that are registered as services, or may
   * be when another component enables them. A file that cannot be read has none, as for Declarative
   * Services.
   */
  List<Described> modules() {
    boolean mayBeEnabled = mayBeEnabled();
    return described().filter(component -> mayBeEnabled || !component.isDisabled()).toList();
  }

  /** Returns whether the module's component is disabled, and there is another to enable it. */
  boolean isEnabledByAnother() {
    return mayBeEnabled() && modules().stream().anyMatch(Described::isDisabled);
  }

  private boolean mayBeEnabled() {
    return readable().stream()
        .flatMap(ComponentFile::components)
        .anyMatch(component -> property(component.element()).isEmpty() && !component.isDisabled());
  }

  /** The components that Declarative Services can read. */
  Stream<Described> components() {
    return readable().stream()
        .filter(file -> fault(file.document()).isEmpty())
        .flatMap(ComponentFile::components);
  }

  private Stream<Described> described() {
    return components().filter(component -> property(component.element()).isPresent());
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
        .flatMap(ComponentFile::components)
        .flatMap(
            component -> elements(component.element().getElementsByTagName("reference")).stream())
        .filter(reference -> !reference.getAttribute("policy").equals("dynamic"))
        .map(Reference::of)
        .toList();
  }

  /**
   * Declarative Services passes over what it cannot read; if nothing else is there, whyNone says
   * so.
   */
  private List<ComponentFile> readable() {
    List<ComponentFile> known = readable;
    if (known == null) {
      known = read();
      readable = known;
    }
    return known;
  }

  private List<ComponentFile> read() {
    List<ComponentFile> found = new ArrayList<>();
    for (URL file : paths().stream().flatMap(path -> files(path).stream()).toList()) {
      try {
        found.add(new ComponentFile(name(file), parse(file)));
      } catch (Unreadable _) {
        // as it says above
      }
    }
    return found;
  }

  /** A file that can be read. */
  private record ComponentFile(String name, Document document) {
    Stream<Described> components() {
      return ComponentFiles.components(document).stream()
          .map(component -> new Described(name, component));
    }
  }

  private static String name(URL file) {
    return file.getPath().replaceFirst("^/", "");
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
      // not newDefaultNSInstance: Karaf replaces this class of the JDK by an older one
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
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
