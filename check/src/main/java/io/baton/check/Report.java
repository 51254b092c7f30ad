package io.baton.check;

import io.baton.check.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The report: sections with findings, as text. Used by one thread. */
final class Report {
  private final List<String> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /** Begins a section. */
  void section(String title) {
    lines.add(title);
  }

  /** Adds findings to the section; says so if there are none. */
  void add(Collection<Finding> found) {
    if (found.isEmpty()) {
      lines.add("  ok");
    }
    found.forEach(finding -> ("" + finding).lines().forEach(line -> lines.add("  " + line)));
    findings.addAll(found);
  }

  /** Returns whether an upgrade would be refused. */
  boolean isRefused() {
    return count(Severity.ERROR) > 0;
  }

  private long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** Returns all lines, the last of which sums up. */
  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.add(
        "%s: errors %d, warnings %d"
            .formatted(
                isRefused() ? "the upgrade would be refused" : "the upgrade is possible",
                count(Severity.ERROR),
                count(Severity.WARNING)));
    return all;
  }
}
