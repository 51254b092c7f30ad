package io.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a table: what several peers take for the same.
 *
 * @param name in words
 * @param unit of all its figures
 * @param cells those of the peers, in the order of the columns, and Baton's last
 * @param target what is wanted of Baton's
 * @param when in which runs it is measured unless it is asked for
 */
public record Row(String name, String unit, List<Cell> cells, Target target, When when) {
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
    return new Row(name, unit, List.of(cells), Target.NONE, When.ALWAYS);
  }

  /** The same with a target. */
  public Row target(Target wanted) {
    return new Row(name, unit, cells, wanted, when);
  }

  /** The same, measured at another time. */
  public Row when(When other) {
    return new Row(name, unit, cells, target, other);
  }

  /** The same with one more peer, right before Baton. */
  public Row beside(Cell peer) {
    List<Cell> more = new ArrayList<>(cells);
    more.add(more.size() - 1, peer);
    return new Row(name, unit, more, target, when);
  }

  /** The same with some of its peers. */
  Row withOnly(List<String> peers) {
    List<Cell> some = cells.stream().filter(cell -> peers.contains(cell.peer())).toList();
    return new Row(name, unit, some, target, when);
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
