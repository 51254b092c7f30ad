package io.baton.bench.rows;

import static io.baton.bench.Cell.ERLANG;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Row.When;
import io.baton.bench.Target;
import io.baton.bench.calls.DirectCall;
import io.baton.bench.calls.OsgiCall;
import io.baton.bench.calls.ViewCall;
import io.baton.bench.rows.Programs.Seconds;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.sample.Loading;
import io.baton.bench.source.JmhSource;
import io.baton.bench.source.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls through a view, beside all other ways to call. */
final class CallRows {
  private static final String DIRECT = "direct";

  /** A call through a view may take this much longer than a direct one, and is promised to. */
  private static final Target AS_DIRECT = new Target.Ratio(1.05, DIRECT, 1.1);

  private static final List<String> TYPES = List.of("int", "string", "record");

  /** A field that anyone might write: what the compiler knows least about. */
  private static final String FIELD = "Field";

  private static final Program ERLANGS =
      Programs.erlang(
          "calls",
          Work.of(10_000_000, 2_000_000, 1_000).and(Work.of(1_000, 1_000, 10)),
          new Seconds(4, 2));

  private CallRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(besideAll("int", 1));
    rows.add(besideAll("int", 1_000));
    rows.add(besideAll("record", 1));
    rows.add(besideAll("record", 1_000).when(When.FULL));
    rows.add(view("chain", FIELD, Loading.SHARED, 1).when(When.FULL));
    rows.add(view("int", "Constant", Loading.SHARED, 1_000).when(When.FULL));
    rows.add(view("int", FIELD, Loading.OWN, 1).when(When.FULL));
    rows.add(converted());
    rows.add(nothing());
    rows.addAll(details(rows));
    return rows;
  }

  /** The rows that are compared with OSGi and Erlang as well. */
  private static Row besideAll(String type, int loads) {
    String line = loads == 1 ? "1 load" : "many loads";
    return view(type, FIELD, Loading.SHARED, loads)
        .beside(jmh("ServiceTracker", OsgiCall.class, type + "Tracker", Map.of()))
        .beside(jmh("getService", OsgiCall.class, type + "GetService", Map.of()))
        .beside(Cell.of("Erlang, local", ERLANGS, "%s, local, %s".formatted(type, line)))
        .beside(Cell.of(ERLANG, ERLANGS, "%s, external, %s".formatted(type, line)));
  }

  /** All combinations that are not there yet: for a reader that wants to know more. */
  private static List<Row> details(List<Row> known) {
    List<Row> rows = new ArrayList<>();
    for (Loading loading : Loading.values()) {
      for (String type : TYPES) {
        for (String receiver : List.of("Constant", "FinalField", FIELD)) {
          for (int loads : List.of(1, 1_000, 3_000)) {
            rows.add(view(type, receiver, loading, loads).when(When.ASKED));
          }
        }
      }
    }
    List<String> names = known.stream().map(Row::name).toList();
    rows.removeIf(row -> names.contains(row.name()) || row.name().startsWith("record, own inter"));
    return rows;
  }

  private static Row view(String type, String receiver, Loading loading, int loads) {
    String name =
        "%s, %s, %s%s"
            .formatted(
                type,
                words(loading),
                words(receiver),
                loads == 1 ? "" : ", after %,d loads".formatted(loads));
    Map<String, String> parameters =
        Map.of("loading", loading.name(), "loads", String.valueOf(loads));
    return Row.of(name, "ns", jmh(Cell.BATON, ViewCall.class, type + receiver, parameters))
        .beside(jmh(DIRECT, DirectCall.class, type + receiver, Map.of()))
        .target(AS_DIRECT);
  }

  /** What is carried across is another version's, so it is converted; see the text. */
  private static Row converted() {
    return view("record", FIELD, Loading.NAMESAKE, 1).target(Target.NONE).when(When.FULL);
  }

  private static Row nothing() {
    return Row.of("no call at all", "ns", jmh(DIRECT, DirectCall.class, "nothing", Map.of()))
        .when(When.FULL);
  }

  private static Cell jmh(
      String peer, Class<?> owner, String method, Map<String, String> parameters) {
    return Cell.of(peer, JmhSource.of(owner, method, parameters), JmhSource.CPU);
  }

  private static String words(String receiver) {
    return switch (receiver) {
      case "Constant" -> "view in a static final field";
      case "FinalField" -> "view in a final field";
      default -> "view in a field";
    };
  }

  private static String words(Loading loading) {
    return switch (loading) {
      case OWN -> "own version";
      case SHARED -> "shared interface";
      case NAMESAKE -> "own interface";
    };
  }
}
