package io.baton.launcher;

import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureConfiguration;
import org.osgi.service.feature.FeatureExtension;

/** Reads feature files as the OSGi Feature Service specification defines them (chapter 159). */
final class FeatureFile {
  private static final String FRAMEWORK_PROPERTIES = "framework-launching-properties";
  private static final String START_LEVEL = "bundleStartLevel";
  private static final String CONTEXT_LOADER = "contextLoaderOf";
  private static final int DEFAULT_START_LEVEL = 10;

  private final Feature feature;
  private final Variables variables;

  private FeatureFile(Feature feature, Map<String, String> given) {
    this.feature = feature;
    Map<String, String> values = new LinkedHashMap<>();
    feature.getVariables().forEach((name, value) -> declare(values, name, value));
    values.putAll(given);
    this.variables = new Variables(values);
  }

  /**
   * Reads {@code file}.
   *
   * @param variables which win over the defaults that the feature declares
   * @throws LaunchException if the file is missing, is no feature, uses a variable that has no
   *     value, or has a mandatory extension that is not understood here
   */
  static LaunchPlan read(Path file, Map<String, String> variables) throws LaunchException {
    try {
      String text = Files.readString(file);
      FeatureSyntax.check(text);
      Feature feature = new FeatureServiceImpl().readFeature(new StringReader(text));
      return new FeatureFile(feature, variables).plan();
    } catch (NoSuchFileException e) {
      throw new LaunchException("feature file " + file + " does not exist");
    } catch (IOException | RuntimeException | LaunchException e) {
      throw new LaunchException("feature file " + file, e);
    }
  }

  /** A variable that is declared as null has no default: the launch has to give a value. */
  private static void declare(Map<String, String> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value.toString());
    }
  }

  private LaunchPlan plan() throws LaunchException {
    List<LaunchPlan.Bundle> bundles = new ArrayList<>();
    for (FeatureBundle bundle : feature.getBundles()) {
      bundles.add(bundle(bundle));
    }
    List<LaunchPlan.Configuration> configurations = new ArrayList<>();
    for (FeatureConfiguration configuration : feature.getConfigurations().values()) {
      configurations.add(configuration(configuration));
    }
    return new LaunchPlan(List.copyOf(bundles), List.copyOf(configurations), frameworkProperties());
  }

  private static LaunchPlan.Bundle bundle(FeatureBundle bundle) throws LaunchException {
    Object level = bundle.getMetadata().getOrDefault(START_LEVEL, DEFAULT_START_LEVEL);
    if (!(level instanceof Number number) || number.intValue() < 1) {
      throw new LaunchException(
          START_LEVEL + " of " + bundle.getID() + " must be a number of at least 1, was " + level);
    }
    String contextLoader = bundle.getMetadata().getOrDefault(CONTEXT_LOADER, "").toString();
    return new LaunchPlan.Bundle(bundle.getID(), number.intValue(), contextLoader);
  }

  private LaunchPlan.Configuration configuration(FeatureConfiguration configuration)
      throws LaunchException {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (var property : configuration.getValues().entrySet()) {
      properties.put(property.getKey(), variables.resolve(property.getValue()));
    }
    String factory = configuration.getFactoryPid().orElse("");
    String name = configuration.getPid();
    return new LaunchPlan.Configuration(
        factory, factory.isEmpty() ? name : name.substring(name.indexOf('~') + 1), properties);
  }

  private Map<String, String> frameworkProperties() throws LaunchException {
    Map<String, String> properties = new LinkedHashMap<>();
    for (FeatureExtension extension : feature.getExtensions().values()) {
      if (extension.getName().equals(FRAMEWORK_PROPERTIES)) {
        properties.putAll(properties(extension));
      } else if (extension.getKind() == FeatureExtension.Kind.MANDATORY) {
        throw new LaunchException("mandatory extension not understood: " + extension.getName());
      }
    }
    return properties;
  }

  private Map<String, String> properties(FeatureExtension extension) throws LaunchException {
    if (extension.getType() != FeatureExtension.Type.JSON) {
      throw new LaunchException(extension.getName() + " must be of type json");
    }
    Map<String, String> properties = new LinkedHashMap<>();
    try (var json = Json.createReader(new StringReader(extension.getJSON()))) {
      for (Map.Entry<String, JsonValue> entry : json.readObject().entrySet()) {
        JsonValue value = entry.getValue();
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        properties.put(entry.getKey(), variables.resolve(text));
      }
    }
    return properties;
  }
}
