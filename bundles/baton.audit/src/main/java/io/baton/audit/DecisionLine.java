package io.baton.audit;

import io.baton.api.code.Decision;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.parsson.JsonProviderImpl;

/** A decision as one line of JSON. What it does not have is left out. */
final class DecisionLine {
  /** Named here, because a search for it would find what others have installed. */
  private static final JsonProvider JSON = new JsonProviderImpl();

  private DecisionLine() {}

  /** Returns the line, without its end. */
  static String of(Decision decision) {
    JsonObjectBuilder line =
        JSON.createObjectBuilder()
            .add("when", decision.when().toString())
            .add("action", decision.action().name().toLowerCase(Locale.ROOT))
            .add("what", decision.what());
    decision.file().ifPresent(file -> line.add("file", file));
    decision.sha256().ifPresent(sha256 -> line.add("sha256", sha256));
    line.add("result", decision.result());
    if (!decision.why().isEmpty()) {
      line.add("why", decision.why());
    }
    if (!decision.ended().isEmpty()) {
      JsonArrayBuilder ended = JSON.createArrayBuilder();
      decision.ended().forEach(ended::add);
      line.add("ended", ended);
    }
    return line.add("by", decision.by()).build().toString();
  }

  /** Returns the decision in a line; empty if it is none, or was cut off. */
  static Optional<Decision> parse(String line) {
    try (JsonReader reader = JSON.createReader(new StringReader(line))) {
      JsonObject json = reader.readObject();
      List<String> ended =
          json.containsKey("ended")
              ? json.getJsonArray("ended").getValuesAs(JsonString::getString)
              : List.of();
      return Optional.of(
          new Decision(
              Instant.parse(json.getString("when")),
              Decision.Action.valueOf(json.getString("action").toUpperCase(Locale.ROOT)),
              json.getString("what"),
              Optional.ofNullable(json.getString("file", null)),
              Optional.ofNullable(json.getString("sha256", null)),
              json.getString("result"),
              json.getString("why", ""),
              ended,
              json.getString("by")));
    } catch (JsonException
        | DateTimeException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException _) {
      return Optional.empty();
    }
  }
}
