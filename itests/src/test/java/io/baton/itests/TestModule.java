package io.baton.itests;

/**
 * A version of a module made of source text: an interface {@code Functions} and a component {@code
 * Impl} with the views {@code module} (qualified) and {@code here} (local).
 */
final class TestModule {
  private final String name;
  private final TestBundle bundle;
  private String property;
  private String functions = "int vsn();";
  private String members = "public int vsn() { return 1; }";
  private String whenMade = "";
  private String implementing = "";
  private String scope = "singleton";
  private String services = "<provide interface=\"PACKAGE.Functions\"/>";
  private String references = "";
  private String configuration = "";

  TestModule(String name, String version) {
    this.name = name;
    property = name;
    bundle = TestBundle.capability(name, version);
  }

  TestModule functions(String text) {
    functions = text;
    return this;
  }

  TestModule members(String text) {
    members = text;
    return this;
  }

  /** One more interface of the component, which is not one of its service. */
  TestModule implementing(String type) {
    implementing = ", " + type;
    return this;
  }

  /** Statements at the end of the constructor. */
  TestModule whenMade(String text) {
    whenMade = text;
    return this;
  }

  /** The module's name in the service's properties. */
  TestModule registeredAs(String text) {
    property = text;
    return this;
  }

  /** The PID of a configuration that the component cannot do without. */
  TestModule configuredBy(String pid) {
    configuration = "configuration-policy=\"require\" configuration-pid=\"%s\"".formatted(pid);
    return this;
  }

  /** How many objects of the component there are. */
  TestModule scope(String text) {
    scope = text;
    return this;
  }

  /** One more attribute of the component. */
  TestModule attribute(String name, String value) {
    configuration += " %s=\"%s\"".formatted(name, value);
    return this;
  }

  /** One more interface of the service. */
  TestModule providing(String type) {
    services += "<provide interface=\"%s\"/>".formatted(type);
    return this;
  }

  /** One more service that the component waits for. */
  TestModule needing(String type, String target) {
    references =
        "<reference name=\"needed\" interface=\"%s\" target=\"%s\"/>".formatted(type, target);
    return this;
  }

  /** References of the component, as its description says them. */
  TestModule referring(String description) {
    references = description;
    return this;
  }

  /** The method that is called when the component goes. */
  TestModule closedBy(String method) {
    configuration += " deactivate=\"%s\"".formatted(method);
    return this;
  }

  TestBundle bundle() {
    return bundle
        .type("public interface Functions { %s }".formatted(functions))
        .type(implementation())
        .component("Impl", component(), configuration);
  }

  private String implementation() {
    return """
    public final class Impl implements Functions%s {
      private final Functions module;
      private final Functions here;

      public Impl(Code code) {
        module = code.qualified("%s", Functions.class);
        here = code.local(this, Functions.class);
        %s
      }
      %s
    }
    """
        .formatted(implementing, name, whenMade, members);
  }

  private String component() {
    return """
    <property name="baton.module" value="%s"/>
    <service scope="%s">%s</service>
    <reference name="code" interface="io.baton.api.code.Code" parameter="0"/>
    %s
    """
        .formatted(property, scope, services, references);
  }
}
