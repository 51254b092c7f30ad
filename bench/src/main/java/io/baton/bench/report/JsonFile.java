package io.baton.bench.report;

import io.baton.bench.Cell;
import io.baton.bench.Chapter;
import io.baton.bench.Results;
import io.baton.bench.Row;
import io.baton.bench.Target;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All figures for programs; docs/performance.md describes the format. */
final class JsonFile {
  /** Goes up when something that was there means something else, or is gone. */
  private static final int FORMAT = 1;

  private static final String CROWDED = "crowded";

  private final Machine machine;
  private final Results results;

  JsonFile(Machine machine, Results results) {
    this.machine = machine;
    this.results = results;
  }

  /** Writes a file of this run alone. */
  void write(List<Chapter> chapters, Path file) throws IOException {
    write(Json.createObjectBuilder().add("format", FORMAT).addAll(run(chapters)), file);
  }

  /** Writes this run into a file with a calm and a crowded one; the other stays as it is. */
  void publish(List<Chapter> chapters, Path file) throws IOException {
    JsonObject before = Files.exists(file) ? read(file) : JsonValue.EMPTY_JSON_OBJECT;
    JsonObjectBuilder json = Json.createObjectBuilder(before).add("format", FORMAT);
    JsonObjectBuilder run = run(chapters);
    write(machine.isCrowded() ? json.add(CROWDED, run) : json.addAll(run), file);
  }

  private static JsonObject read(Path file) throws IOException {
    try (JsonReader in = Json.createReader(Files.newInputStream(file))) {
      return in.readObject();
    }
  }

  private JsonObjectBuilder run(List<Chapter> chapters) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    chapters.forEach(chapter -> all.add(chapter(chapter)));
    return Json.createObjectBuilder().add("machine", machine()).add("chapters", all);
  }

  private static void write(JsonObjectBuilder json, Path file) throws IOException {
    var text = new StringWriter();
    Map<String, Boolean> pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (var writer = Json.createWriterFactory(pretty).createWriter(text)) {
      writer.writeObject(json.build());
    }
    Files.writeString(file, text.toString().strip() + "\n");
  }

  private JsonObjectBuilder machine() {
    return Json.createObjectBuilder()
        .add("date", machine.date().toString())
        .add("processor", machine.processor())
        .add("cores", machine.cores())
        .add("memoryMiB", machine.memory())
        .add("system", machine.system())
        .add("java", machine.java())
        .add("felix", machine.felix())
        .add("erlang", machine.erlangs().getFirst())
        .add("erlangs", Json.createArrayBuilder(machine.erlangs()))
        .add("neighbours", machine.neighbours());
  }

  private JsonObjectBuilder chapter(Chapter chapter) {
    Map<String, Row> inProcessorTime =
        chapter.inProcessorTime(results).rows().stream()
            .collect(Collectors.toMap(Row::name, Function.identity()));
    JsonArrayBuilder rows = Json.createArrayBuilder();
    for (Row row : chapter.rows()) {
      JsonObjectBuilder json = row(row);
      Row processor = inProcessorTime.get(row.name());
      rows.add(processor == null ? json : json.add("processorTime", figures(processor)));
    }
    return Json.createObjectBuilder()
        .add("id", chapter.id())
        .add("title", chapter.title())
        .add("rows", rows);
  }

  private JsonObjectBuilder row(Row row) {
    return Json.createObjectBuilder()
        .add("name", row.name())
        .add("unit", row.unit())
        .addAll(figures(row));
  }

  /** Those of the peers, and what is wanted of Baton's. */
  private JsonObjectBuilder figures(Row row) {
    JsonArrayBuilder figures = Json.createArrayBuilder();
    row.cells().forEach(cell -> figures.add(cell(cell)));
    JsonObjectBuilder json = Json.createObjectBuilder().add("figures", figures);
    switch (row.target()) {
      case Target.None() -> {}
      case Target.Ratio(double most, String peer, _) -> {
        json.add("target", Json.createObjectBuilder().add("most", most).add("times", peer));
        double ratio = results.ratio(row, peer);
        if (!Double.isNaN(ratio)) {
          json.add("ratio", ratio);
        }
      }
      case Target.AtMost(double most) ->
          json.add("target", Json.createObjectBuilder().add("most", most));
    }
    results.isMet(row).ifPresent(met -> json.add("met", met));
    return json;
  }

  private JsonObjectBuilder cell(Cell cell) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("peer", cell.peer());
    results
        .figures(cell)
        .ifPresent(figures -> {
          JsonArrayBuilder rounds = Json.createArrayBuilder();
          figures.rounds().forEach(rounds::add);
          json.add("median", figures.median())
              .add("min", figures.min())
              .add("max", figures.max())
              .add("rounds", rounds);
        });
    String failure = results.failure(cell);
    return failure.isEmpty() ? json : json.add("failure", failure);
  }
}
