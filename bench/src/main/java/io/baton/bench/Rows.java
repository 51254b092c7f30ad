package io.baton.bench;

import io.baton.bench.calls.DirectCall;
import io.baton.bench.calls.ViewCall;
import io.baton.bench.handover.HandoverWork;
import io.baton.bench.loops.HotLoop;
import io.baton.bench.processes.ProcessWork;
import io.baton.bench.processes.ServerWork;
import io.baton.bench.sample.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that is measured, in the order in which it is shown. */
final class Rows {
  private static final List<String> TYPES = List.of("int", "string", "record");
  private static final List<String> RECEIVERS = List.of("Constant", "FinalField", "Field");

  /** A field that anyone might write: what the compiler knows least about. */
  private static final String FIELD = "Field";

  private Rows() {}

  static List<Row> calls() {
    List<Row> rows = new ArrayList<>();
    rows.add(nothing());
    for (String type : TYPES) {
      for (String receiver : RECEIVERS) {
        rows.add(call(type, receiver, Loading.SHARED, 1));
        rows.add(call(type, receiver, Loading.SHARED, 1_000));
      }
      rows.add(call(type, FIELD, Loading.SHARED, 3_000));
    }
    rows.add(call("chain", FIELD, Loading.SHARED, 1));
    rows.add(call("chain", FIELD, Loading.SHARED, 1_000));
    for (Loading loading : List.of(Loading.OWN, Loading.NAMESAKE)) {
      for (String type : TYPES) {
        rows.add(call(type, FIELD, loading, 1));
        rows.add(call(type, FIELD, loading, 1_000));
      }
    }
    return rows;
  }

  /** Code of a module with its safepoints, beside the same without. */
  static List<Row> loops() {
    return List.of(
        loop("numbers", "arithmetic"), loop("array", "array"), loop("calls", "small method"));
  }

  private static Row loop(String method, String what) {
    var woven = new Measured(HotLoop.class, method, new TreeMap<>(Map.of("woven", "true")));
    var unwoven = new Measured(HotLoop.class, method, new TreeMap<>(Map.of("woven", "false")));
    return new Row("a round of a hot loop, " + what, woven, Optional.of(unwoven), Row.LOOP, true);
  }

  static List<Row> processes() {
    return List.of(
        process("message", "a message, sent and received"),
        process("roundTrip", "a round trip of two messages"),
        process("spawnAndEnd", "a process begins and ends"),
        process("spawnAndDown", "the same, monitored by its parent"),
        serverCall());
  }

  /** What a record of five components costs on its way, beside a copy written by hand. */
  static List<Row> handovers() {
    return List.of(
        handover("declared", "a record of five, to a declared type"),
        handover("any", "a record of five, to no declared type"),
        handover("match", "a record of five, received"));
  }

  private static Row handover(String method, String what) {
    var byHand = new Measured(HandoverWork.class, "byHand");
    var work = new Measured(HandoverWork.class, method);
    return new Row(what, work, Optional.of(byHand), Row.NONE, method.equals("declared"));
  }

  private static Row nothing() {
    Measured nothing = new Measured(DirectCall.class, "nothing");
    return new Row("no call at all", nothing, Optional.empty(), Row.NONE, false);
  }

  private static Row call(String type, String receiver, Loading loading, int loads) {
    var view =
        new Measured(
            ViewCall.class,
            type + receiver,
            new TreeMap<>(Map.of("loading", loading.name(), "loads", String.valueOf(loads))));
    var direct = new Measured(DirectCall.class, type + receiver);
    String what =
        "%s, %s, %s, %s"
            .formatted(
                type,
                words(receiver),
                words(loading),
                loads == 1 ? "1 load" : "%,d loads".formatted(loads));
    boolean converted = loading == Loading.NAMESAKE && type.equals("record");
    boolean quick =
        loading == Loading.SHARED
            && receiver.equals(FIELD)
            && (loads == 1 || (loads == 1_000 && type.equals("int")));
    return new Row(what, view, Optional.of(direct), converted ? Row.NONE : Row.CALL, quick);
  }

  private static String words(String receiver) {
    return switch (receiver) {
      case "Constant" -> "static final field";
      case "FinalField" -> "final field";
      default -> "field";
    };
  }

  private static String words(Loading loading) {
    return switch (loading) {
      case OWN -> "module calls itself";
      case SHARED -> "shared interface";
      case NAMESAKE -> "interface of the same name";
    };
  }

  private static Row serverCall() {
    Measured work = new Measured(ServerWork.class, "call");
    return new Row("a call of a server, and its reply", work, Optional.empty(), Row.NONE, true);
  }

  private static Row process(String method, String what) {
    Measured work = new Measured(ProcessWork.class, method);
    return new Row(what, work, Optional.empty(), Row.NONE, true);
  }
}
