package io.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a table: what several peers take for the same.
 *
 * @param name in words
 * @param unit of all its figures
 * @param cells those of the peers, in the order of the columns, and Baton's last
 * @param target what is wanted of Baton's
 * @param processorTarget what is wanted of Baton's processor time
 * @param when in which runs it is measured unless it is asked for
 */
public record Row(
    String name, String unit, List<Cell> cells, Target target, Target processorTarget, When when) {
  /** When a row is measured. */
  public enum When {
    /** In every run. */
    ALWAYS,
    /** In every run that is not quick. */
    FULL,
    /** If it is asked for, or all is. */
    ASKED
  }

  /** Without a target, in every run. */
  public static Row of(String name, String unit, Cell... cells) {
    return new Row(name, unit, List.of(cells), Target.NONE, Target.NONE, When.ALWAYS);
  }

  /** The same with a target, which processor time has to meet as well if it is a ratio. */
  public Row target(Target wanted) {
    Target inBoth = wanted instanceof Target.Ratio ? wanted : Target.NONE;
    return new Row(name, unit, cells, wanted, inBoth, when);
  }

  /** The same with another target for processor time than for the clock. */
  public Row processorTarget(Target wanted) {
    return new Row(name, unit, cells, target, wanted, when);
  }

  /** The same, measured at another time. */
  public Row when(When other) {
    return new Row(name, unit, cells, target, processorTarget, other);
  }

  /** The processor time of the same; many a source of figures has none. */
  public Row inProcessorTime() {
    List<Cell> processor = cells.stream().map(Cell::inProcessorTime).toList();
    return new Row(name, unit, processor, processorTarget, Target.NONE, when);
  }

  /** The same with one more peer, right before Baton. */
  public Row beside(Cell peer) {
    List<Cell> more = new ArrayList<>(cells);
    more.add(more.size() - 1, peer);
    return new Row(name, unit, more, target, processorTarget, when);
  }

  /** The same with some of its peers. */
  Row withOnly(Predicate<Cell> wanted) {
    List<Cell> some = cells.stream().filter(wanted).toList();
    return new Row(name, unit, some, target, processorTarget, when);
  }

  /** The same with Baton and the peer it is compared with only. */
  Row compared() {
    String peer = comparedWith();
    return withOnly(cell -> cell.peer().equals(Cell.BATON) || cell.peer().equals(peer));
  }

  /** The peer that Baton is compared with: that of the target, or else Erlang. */
  public String comparedWith() {
    return target instanceof Target.Ratio ratio ? ratio.peer() : Cell.ERLANG;
  }

  /** The figure of a peer. */
  public Optional<Cell> cell(String peer) {
    return cells.stream().filter(cell -> cell.peer().equals(peer)).findFirst();
  }

  /** Whether it, or the source of one of its figures, is named so. */
  boolean isNamed(String chapter, Pattern pattern) {
    return Stream.concat(
            Stream.of(chapter + ": " + name), cells.stream().map(cell -> cell.source().what()))
        .anyMatch(text -> pattern.matcher(text).find());
  }
}
