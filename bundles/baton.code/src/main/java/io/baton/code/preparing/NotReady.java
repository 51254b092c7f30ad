package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.spi.ThrownText;
import io.baton.spi.identity.ModuleIdentity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Finds out why a started bundle has no usable service of its module. */
public final class NotReady {
  private final ServiceComponentRuntime components;

  /**
   * Asks Declarative Services.
   *
   * @param components knows what each component waits for
   */
  public NotReady(ServiceComponentRuntime components) {
    this.components = components;
  }

  /**
   * Returns what to answer.
   *
   * @param otherwise why, if no component says anything
   */
  LoadResult.Refused explain(Bundle bundle, String what, String otherwise) {
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      boolean isModules = isModules(bundle, component);
      if (isModules && component.factory != null) {
        return isFactory(what, component);
      }
      if (isModules && (component.defaultEnabled || components.isComponentEnabled(component))) {
        String why = missingClass(bundle, component).orElse(otherwise);
        return components.getComponentConfigurationDTOs(component).stream()
            .filter(found -> found.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION)
            .findFirst()
            .map(configuration -> explain(what, component, configuration, why))
            .orElseGet(() -> unconfigured(what, component, why));
      }
    }
    return new LoadResult.OnLoadFailure(what, otherwise);
  }

  private static LoadResult.Refused isFactory(String what, ComponentDescriptionDTO component) {
    return new LoadResult.BadFile(
        what,
        "its component %s is a component factory (factory=\"%s\"), which makes any number of objects; a module has one: remove that"
            .formatted(component.implementationClass, component.factory));
  }

  static LoadResult.Refused isPrototype(String what) {
    return new LoadResult.BadFile(
        what, "its component has the scope prototype; a module has one object: singleton");
  }

  /** Of a class that is not there, Declarative Services says nothing. */
  static String isMissing(Throwable thrown) {
    return "its component could not be created: " + ThrownText.describe(thrown);
  }

  /**
   * Returns what the component of an active bundle waits for.
   *
   * @param bundle of a version
   * @return for people
   */
  public String missing(Bundle bundle) {
    return explain(bundle, "", "its component is being made again").why();
  }

  /**
   * Returns whether the component of an active bundle could not be activated.
   *
   * @param bundle of a version
   * @return false if it waits for something, or is being activated
   */
  public boolean hasFailed(Bundle bundle) {
    return components.getComponentDescriptionDTOs(bundle).stream()
        .filter(component -> isModules(bundle, component))
        .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
        .anyMatch(configuration -> configuration.failure != null);
  }

  /**
   * Returns whether all that a module's component says it lacks is there: Declarative Services is
   * making it again on another thread, because of what it refers to.
   */
  boolean isBeingMade(Bundle bundle) {
    return components.getComponentDescriptionDTOs(bundle).stream()
        .filter(component -> isModules(bundle, component))
        .anyMatch(component ->
            components.getComponentConfigurationDTOs(component).stream()
                .map(configuration -> List.of(configuration.unsatisfiedReferences))
                .anyMatch(lacks ->
                    !lacks.isEmpty()
                        && lacks.stream().allMatch(one -> isThere(bundle, component, one))));
  }

  private static boolean isThere(
      Bundle bundle, ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
    BundleContext context = bundle.getBundleContext();
    try {
      return context != null
          && context.getServiceReferences(wanted(component, unsatisfied), unsatisfied.target)
              != null;
    } catch (InvalidSyntaxException | IllegalStateException _) {
      return false; // it is never there, or the bundle has stopped
    }
  }

  /** A factory's service has none of its component's properties. */
  private static boolean isModules(Bundle bundle, ComponentDescriptionDTO component) {
    Set<String> adopted = ModuleIdentity.adoptedInterfaces(bundle);
    return adopted.isEmpty()
        ? component.properties.containsKey(Module.NAMESPACE)
        : !Collections.disjoint(adopted, List.of(component.serviceInterfaces));
  }

  /**
   * The name of the method that closes a module's component; empty if it is none of a component.
   */
  Optional<String> deactivate(Bundle bundle) {
    return components.getComponentDescriptionDTOs(bundle).stream()
        .filter(component -> isModules(bundle, component))
        .findFirst()
        .map(component -> component.deactivate == null ? "deactivate" : component.deactivate);
  }

  /** Of a class that it does not find, a component says nothing. */
  private static Optional<String> missingClass(Bundle bundle, ComponentDescriptionDTO component) {
    try {
      var _ = bundle.loadClass(component.implementationClass);
      return Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(isMissing(e));
    }
  }

  private static LoadResult.Refused unconfigured(
      String what, ComponentDescriptionDTO component, String otherwise) {
    return component.configurationPolicy.equals("require")
        ? new LoadResult.Unsatisfied(
            what,
            Arrays.stream(component.configurationPid)
                .map(pid -> "a configuration with the PID " + pid)
                .toList())
        : new LoadResult.OnLoadFailure(what, otherwise);
  }

  private static LoadResult.Refused explain(
      String what,
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      String otherwise) {
    if (configuration.unsatisfiedReferences.length > 0) {
      List<String> references =
          Arrays.stream(configuration.unsatisfiedReferences)
              .map(unsatisfied -> describe(component, unsatisfied))
              .toList();
      return new LoadResult.Unsatisfied(what, references);
    }
    if (configuration.failure != null) {
      return new LoadResult.OnLoadFailure(
          what, "its component could not be created: " + rootCause(configuration.failure));
    }
    return new LoadResult.OnLoadFailure(what, otherwise);
  }

  private static String describe(
      ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
    String wanted = wanted(component, unsatisfied);
    return unsatisfied.target == null ? wanted : wanted + " " + unsatisfied.target;
  }

  private static String wanted(
      ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
    return Arrays.stream(component.references)
        .filter(reference -> reference.name.equals(unsatisfied.name))
        .map((ReferenceDTO reference) -> reference.interfaceName)
        .findFirst()
        .orElse("a service");
  }

  /** The last cause of a printed stack trace, with the line that threw it. */
  private static String rootCause(String trace) {
    List<String> lines = trace.lines().toList();
    int cause = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("Caused by: ")) {
        cause = i;
      }
    }
    String first = lines.get(cause).replace("Caused by: ", "");
    return cause + 1 < lines.size() ? first + " " + lines.get(cause + 1).strip() : first;
  }
}
