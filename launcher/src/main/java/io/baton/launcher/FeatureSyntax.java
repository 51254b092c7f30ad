package io.baton.launcher;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.cm.json.io.Configurations;

/**
 * Syntax of feature files. The library that reads such files passes over what it does not know, so
 * a misspelt name would be lost without a word.
 */
final class FeatureSyntax {
  private static final String VERSION = "feature-resource-version";
  private static final String ID = "id";
  private static final String BUNDLES = "bundles";

  private static final Map<String, ValueType> MEMBERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(VERSION, ValueType.STRING),
              Map.entry(ID, ValueType.STRING),
              Map.entry("name", ValueType.STRING),
              Map.entry("description", ValueType.STRING),
              Map.entry("docURL", ValueType.STRING),
              Map.entry("license", ValueType.STRING),
              Map.entry("SCM", ValueType.STRING),
              Map.entry("scm", ValueType.STRING),
              Map.entry("vendor", ValueType.STRING),
              Map.entry("complete", ValueType.TRUE),
              Map.entry("categories", ValueType.ARRAY),
              Map.entry("variables", ValueType.OBJECT),
              Map.entry(BUNDLES, ValueType.ARRAY),
              Map.entry("configurations", ValueType.OBJECT),
              Map.entry("extensions", ValueType.OBJECT)));

  private FeatureSyntax() {}

  /**
   * Checks the names and types of a feature's members, and that no name occurs twice.
   *
   * @throws LaunchException if something is wrong, which it names
   * @throws jakarta.json.JsonException if the text is not JSON, or has a name twice
   */
  static void check(String text) throws IOException, LaunchException {
    JsonObject feature;
    try (var json =
        Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE))
            .createReader(Configurations.jsonCommentAwareReader(new StringReader(text)))) {
      feature = json.readObject();
    }
    for (var member : feature.entrySet()) {
      check(member.getKey(), member.getValue());
    }
    if (!feature.containsKey(ID)) {
      throw new LaunchException("it has no \"id\" (group:artifact:version)");
    }
    String version = feature.getString(VERSION, "1.0");
    if (!version.startsWith("1.")) {
      throw new LaunchException("%s must be 1.x, was %s".formatted(VERSION, version));
    }
    if (feature.containsKey(BUNDLES)) {
      for (JsonValue bundle : feature.getJsonArray(BUNDLES)) {
        checkBundle(bundle);
      }
    }
  }

  private static void check(String name, JsonValue value) throws LaunchException {
    ValueType wanted = MEMBERS.get(name);
    if (wanted == null) {
      throw new LaunchException(
          "\"%s\" is not a member of a feature; there are %s"
              .formatted(name, String.join(", ", MEMBERS.keySet())));
    }
    if (kind(wanted) != kind(value.getValueType())) {
      throw new LaunchException(
          "\"%s\" must be of type %s, was %s".formatted(name, name(wanted), value));
    }
  }

  private static void checkBundle(JsonValue bundle) throws LaunchException {
    JsonValue id = bundle instanceof JsonObject object ? object.get(ID) : bundle;
    if (!(id instanceof JsonString)) {
      throw new LaunchException(
          "each of \"bundles\" must be an id (group:artifact:version) or an object with one, was "
              + bundle);
    }
  }

  private static ValueType kind(ValueType type) {
    return type == ValueType.FALSE ? ValueType.TRUE : type;
  }

  private static String name(ValueType type) {
    return switch (type) {
      case TRUE, FALSE -> "boolean";
      case STRING -> "string";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case NUMBER -> "number";
      case NULL -> "null";
    };
  }
}
