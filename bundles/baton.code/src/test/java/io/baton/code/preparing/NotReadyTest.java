package io.baton.code.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.code.Stub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Why a started bundle has no usable service of its module. */
class NotReadyTest {
  private final ComponentDescriptionDTO component = new ComponentDescriptionDTO();
  private final ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
  private boolean classIsThere = true;

  NotReadyTest() {
    component.properties = Map.of("baton.module", "m");
    component.implementationClass = "m.Module";
    component.defaultEnabled = true;
    component.configurationPolicy = "optional";
    component.configurationPid = new String[] {"m.settings"};
    component.references = new ReferenceDTO[0];
    configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
    configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
  }

  private LoadResult.Refused explain(
      List<ComponentDescriptionDTO> components, List<ComponentConfigurationDTO> configurations) {
    var runtime =
        Stub.of(
            ServiceComponentRuntime.class,
            Map.of(
                "getComponentDescriptionDTOs", _ -> components,
                "getComponentConfigurationDTOs", _ -> configurations));
    var bundle = Stub.of(Bundle.class, Map.of("loadClass", _ -> loadClass(), "adapt", _ -> null));
    return new NotReady(runtime).explain(bundle, "m 1.0.0", "the cause is unknown");
  }

  private Class<?> loadClass() throws ClassNotFoundException {
    if (classIsThere) {
      return Object.class;
    }
    throw new ClassNotFoundException("m.Module");
  }

  private LoadResult.Refused explain() {
    return explain(List.of(component), List.of(configuration));
  }

  private static ReferenceDTO reference(String name, String type) {
    var reference = new ReferenceDTO();
    reference.name = name;
    reference.interfaceName = type;
    return reference;
  }

  private static UnsatisfiedReferenceDTO unsatisfied(String name, String target) {
    var unsatisfied = new UnsatisfiedReferenceDTO();
    unsatisfied.name = name;
    unsatisfied.target = target;
    return unsatisfied;
  }

  @Test
  void componentThatWaitsForServicesNamesThem() {
    component.references =
        new ReferenceDTO[] {reference("clock", "a.Clock"), reference("log", "a.Log")};
    configuration.unsatisfiedReferences =
        new UnsatisfiedReferenceDTO[] {
          unsatisfied("log", "(level=5)"), unsatisfied("clock", null), unsatisfied("other", null)
        };

    assertThat(explain())
        .isEqualTo(
            new LoadResult.Unsatisfied(
                "m 1.0.0", List.of("a.Log (level=5)", "a.Clock", "a service")));
  }

  @Test
  void componentThatFailedSaysTheRootCauseAndWhere() {
    configuration.failure =
        """
        java.lang.reflect.InvocationTargetException
        \tat a.B.c(B.java:1)
        Caused by: java.lang.RuntimeException: outer
        \tat a.B.d(B.java:2)
        Caused by: java.io.IOException: disk full
        \tat m.Module.<init>(Module.java:7)
        \t... 20 more
        """;

    assertThat(explain())
        .isEqualTo(
            new LoadResult.OnLoadFailure(
                "m 1.0.0",
                "its component could not be created: java.io.IOException: disk full"
                    + " at m.Module.<init>(Module.java:7)"));
  }

  @Test
  void componentThatFailedWithoutATraceSaysWhatItCan() {
    configuration.failure = "java.io.IOException: disk full";

    assertThat(explain().why())
        .isEqualTo("its component could not be created: java.io.IOException: disk full");
  }

  @Test
  void componentWhoseClassIsNotThereSaysSo() {
    classIsThere = false;

    assertThat(explain().why())
        .isEqualTo(
            "its component could not be created: java.lang.ClassNotFoundException: m.Module");
  }

  @Test
  void componentThatNeedsAConfigurationNamesIt() {
    component.configurationPolicy = "require";

    assertThat(explain(List.of(component), List.of()))
        .isEqualTo(
            new LoadResult.Unsatisfied(
                "m 1.0.0", List.of("a configuration with the PID m.settings")));
  }

  @Test
  void componentThatSaysNothingLeavesTheGeneralReason() {
    var unknown = new LoadResult.OnLoadFailure("m 1.0.0", "the cause is unknown");

    assertThat(explain()).isEqualTo(unknown);
    assertThat(explain(List.of(component), List.of())).isEqualTo(unknown);
    assertThat(explain(List.of(), List.of())).isEqualTo(unknown);
  }

  @Test
  void otherComponentsOfTheBundleAreNotConcerned() {
    var other = new ComponentDescriptionDTO();
    other.properties = Map.of();
    configuration.failure = "java.io.IOException: disk full";

    assertThat(explain(List.of(other, component), List.of(configuration)).why())
        .contains("disk full");
    assertThat(explain(List.of(other), List.of(configuration)).why())
        .isEqualTo("the cause is unknown");
  }

  @Test
  void componentFactoryIsNamed() {
    component.factory = "many";

    assertThat(explain().why())
        .isEqualTo(
            "its component m.Module is a component factory (factory=\"many\"), which makes any"
                + " number of objects; a module has one: remove that");
  }

  private boolean isBeingMade(Object found, UnsatisfiedReferenceDTO... unsatisfied) {
    component.references = new ReferenceDTO[] {reference("clock", "a.Clock")};
    configuration.unsatisfiedReferences = unsatisfied;
    var runtime =
        Stub.of(
            ServiceComponentRuntime.class,
            Map.of(
                "getComponentDescriptionDTOs", _ -> List.of(component),
                "getComponentConfigurationDTOs", _ -> List.of(configuration)));
    var context = Stub.of(BundleContext.class, Map.of("getServiceReferences", _ -> found));
    return new NotReady(runtime)
        .isBeingMade(
            Stub.of(Bundle.class, Map.of("getBundleContext", _ -> context, "adapt", _ -> null)));
  }

  @Test
  void componentThatLacksWhatIsThereIsBeingMade() {
    assertThat(isBeingMade(new ServiceReference<?>[1], unsatisfied("clock", null))).isTrue();
    assertThat(isBeingMade(null, unsatisfied("clock", null))).isFalse();
    assertThat(isBeingMade(null)).isFalse();
  }
}
