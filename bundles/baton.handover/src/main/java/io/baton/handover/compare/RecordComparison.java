package io.baton.handover.compare;

import io.baton.api.code.ShapeChange.Kind;
import io.baton.handover.declared.DefaultValue;
import io.baton.handover.declared.RecordPlan;
import io.baton.handover.declared.RecordTarget;
import io.baton.handover.type.Enums;
import io.baton.handover.type.Records;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares records and enums of the same name. */
final class RecordComparison {
  private final Comparison comparison;
  private final Findings findings;
  private final boolean lenient;

  RecordComparison(Comparison comparison, Findings findings, boolean lenient) {
    this.comparison = comparison;
    this.findings = findings;
    this.lenient = lenient;
  }

  /** Notes constants that are gone. */
  void constants(Place at, Class<?> here, Class<?> there) {
    Set<String> known = new HashSet<>(Enums.names(there));
    for (String name : Enums.names(here)) {
      if (!known.contains(name)) {
        findings.note(
            at, Kind.DEPENDS, "%s.%s is not there any more".formatted(here.getName(), name));
      }
    }
  }

  /** Compares records component by component, along the plan of a conversion. */
  void record(Place at, RecordTarget from, RecordTarget to) {
    RecordPlan plan = to.plan(from.type);
    List<String> names = Records.shape(to.type).names();
    for (int i = 0; i < names.size(); i++) {
      Place component = at.step("." + names.get(i));
      switch (plan.defaults()[i]) {
        case null ->
            comparison.compare(
                component, from.components().get(plan.from()[i]), to.components().get(i));
        case DefaultValue.FromText(String text, _) ->
            findings.note(component, Kind.DEFAULTED, "\"" + text + "\"");
        case DefaultValue.FromMethod(String name, _) ->
            findings.note(component, Kind.DEFAULTED, "by " + name);
        case DefaultValue.FromConstructor _ ->
            findings.note(component, Kind.DEFAULTED, "by its constructor");
        case DefaultValue.Invalid(String why) -> findings.note(component, Kind.REFUSED, why);
      }
    }
    plan.dropped()
        .forEach(name -> findings.note(at.step("." + name), Kind.DROPPED, "@MayDrop allows it"));
    for (String name : plan.lost()) {
      findings.note(
          at.step("." + name),
          lenient ? Kind.DROPPED : Kind.REFUSED,
          lenient ? "the policy is lenient" : DefaultValue.lost(name, to.type));
    }
  }
}
