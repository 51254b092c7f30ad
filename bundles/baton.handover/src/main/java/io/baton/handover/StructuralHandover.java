package io.baton.handover;

import io.baton.api.code.OldState;
import io.baton.api.code.ShapeChange;
import io.baton.api.handover.ContainerHandover;
import io.baton.handover.compare.Comparison;
import io.baton.handover.container.ContainerServices;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.ConversionSettings;
import io.baton.handover.convert.OldValue;
import io.baton.handover.convert.UnknownClassException;
import io.baton.handover.convert.ValueReader;
import io.baton.handover.declared.DefaultValue;
import io.baton.handover.declared.Scope;
import io.baton.handover.field.Fields;
import io.baton.handover.field.FunctionSearch;
import io.baton.handover.frame.FrameReader;
import io.baton.handover.type.ConvertedTypes;
import io.baton.spi.Counterparts;
import io.baton.spi.Handover;
import io.baton.spi.Log;
import io.baton.spi.Shapes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Converts records by component name, enums by constant, and what JDK containers hold. Passes other
 * objects on unchanged if both versions share their classes, and refuses the rest.
 */
@Component(
    service = {Handover.class, Shapes.class},
    configurationPid = "io.baton.handover")
@Designate(ocd = StructuralHandover.Config.class)
public final class StructuralHandover implements Handover, Shapes {
  private static final Log LOG = Log.of("io.baton.handover");

  /**
   * Whether components that are gone are dropped. Written by SCR when the configuration is
   * modified, read by every conversion.
   */
  private volatile boolean lenient;

  private final ContainerServices containers = new ContainerServices();

  private final ValueReader reader = new FrameReader();

  /** Configuration of the handover, PID {@code io.baton.handover}. */
  @ObjectClassDefinition(
      name = "Baton handover",
      description = "How values cross from version to version.")
  public @interface Config {
    /**
     * Says what becomes of a component that the other version does not have, and whose author does
     * not say that it may be dropped.
     *
     * @return {@code strict}: the value is refused; {@code lenient}: the component is dropped
     */
    @AttributeDefinition(
        name = "Policy",
        description =
            "What becomes of a component that the other version does not have: strict refuses the"
                + " value, lenient drops the component.",
        options = {
          @Option(label = "strict", value = "strict"),
          @Option(label = "lenient", value = "lenient")
        })
    String policy() default "strict";
  }

  /** Creates a strict handover. */
  public StructuralHandover() {}

  /**
   * Creates a handover with a policy.
   *
   * @param config an unknown policy counts as strict, and is logged
   */
  @Activate
  public StructuralHandover(Config config) {
    modified(config);
  }

  /** Adds a service that converts containers of a library. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addContainers(ContainerHandover<?> service, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    containers.add(service, ranking instanceof Integer number ? number : 0);
  }

  /** Removes such a service. */
  void removeContainers(ContainerHandover<?> service) {
    containers.remove(service);
  }

  private ConversionSettings settings() {
    return new ConversionSettings(lenient, containers, reader);
  }

  /** Applies a changed configuration to all later conversions. */
  @Modified
  void modified(Config config) {
    String policy = config.policy();
    lenient = policy.equals("lenient");
    if (!lenient && !policy.equals("strict")) {
      LOG.log(
          System.Logger.Level.WARNING,
          "io.baton.handover: policy must be strict or lenient, was %s; it is strict"
              .formatted(policy));
    }
  }

  @Override
  public Optional<Object> match(Object value, Class<?> type) {
    if (type.isInstance(value)) {
      return Optional.of(value);
    }
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return Optional.empty();
    }
    Class<?> there = Counterparts.of(value.getClass(), loader);
    if (there == null || !type.isAssignableFrom(there)) {
      return Optional.empty();
    }
    try {
      var conversion = new Conversion(new Into(type, loader, "message"), settings(), false);
      return Optional.of(conversion.convert(Scope.of(type).node, value));
    } catch (UnknownClassException _) {
      return Optional.empty();
    }
  }

  @Override
  public Object convert(Object value, Into into) {
    return new Conversion(into, settings(), false).convertWhole(value);
  }

  @Override
  public <S> OldState<S> old(Object value, Into into) {
    return new OldValue<>(value, into, settings());
  }

  @Override
  public List<ShapeChange> compare(Class<?> from, Into into) {
    return new Comparison(from, into, lenient).changes();
  }

  @Override
  public List<String> wrongDefaults(Class<?> type) {
    return DefaultValue.wrong(type);
  }

  @Override
  public Collection<Class<?>> crossed(ClassLoader version) {
    return ConvertedTypes.of(version);
  }

  @Override
  public List<Held> functions(Object value, String what, ClassLoader version) {
    if (!Fields.areReadable()) {
      throw new UnsupportedOperationException(
          "functions in values are not searched: start Java with " + Fields.OPTION);
    }
    return new FunctionSearch(version).in(value, what);
  }
}
