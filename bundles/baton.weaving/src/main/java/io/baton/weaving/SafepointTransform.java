package io.baton.weaving;

import io.baton.weaving.point.Safepoint;
import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a safepoint at the entry of one method, before each of its jumps back, behind the entry of
 * each monitor, and where a handler begins that can loop. A thread that has waited for a monitor
 * may be in purged code by then; that of a synchronized method is held at the entry already. A
 * safepoint leaves the operands and the variables unchanged, so the frames that the compiler has
 * written remain valid, wherever their code is now.
 */
final class SafepointTransform implements CodeTransform {
  private final SafepointSites sites;
  private final CodeAttribute code;
  private final Shape shape;
  private final CodeTransform calls;
  private final BackwardJumps jumps = new BackwardJumps();

  /** Whether the instruction before was the entry of a monitor. */
  private boolean holdsMonitor;

  /** Position of the next element of the code. */
  private int at;

  /** Range from the beginning of each handler that can loop to the end of its safepoint. */
  private final Map<Label, Label> handlers = new HashMap<>();

  /**
   * Requirements of a method.
   *
   * @param isData whether it only reads or makes data
   * @param hasLoops false if it is so large that only its entry has room
   * @param keepsFrames whether it gets the frames of the original code, which nothing else writes
   */
  record Shape(boolean isData, boolean hasLoops, boolean keepsFrames) {}

  /**
   * Creates the transform for one method.
   *
   * @param sites of its class
   * @param code of the original method
   * @param calls receives the instructions of the method
   */
  SafepointTransform(SafepointSites sites, CodeAttribute code, Shape shape, CodeTransform calls) {
    this.sites = sites;
    this.code = code;
    this.shape = shape;
    this.calls = calls;
  }

  @Override
  public void atStart(CodeBuilder builder) {
    calls.atStart(builder);
    sites.put(builder, shape.isData() ? Safepoint.DATA : Safepoint.ENTER);
    if (shape.hasLoops()) {
      LoopingHandlers.of(code).forEach(handler -> handlers.put(handler, builder.newLabel()));
    }
  }

  @Override
  public void accept(CodeBuilder builder, CodeElement element) {
    if (element instanceof ExceptionCatch handler && handlers.containsKey(handler.handler())) {
      aroundSafepoint(builder, handler);
      return;
    }
    boolean jumpsBack = jumps.isNext(element);
    boolean isBehindMonitor =
        holdsMonitor && element instanceof Instruction && Monitors.areReleasedFrom(code, at);
    if (shape.hasLoops() && (jumpsBack || isBehindMonitor)) {
      sites.put(builder, Safepoint.LOOP);
    }
    if (element instanceof Instruction instruction) {
      holdsMonitor = Monitors.isEntry(instruction);
      at += instruction.sizeInBytes();
    }
    calls.accept(builder, element);
    if (element instanceof LabelTarget target && handlers.containsKey(target.label())) {
      sites.put(builder, Safepoint.LOOP);
      builder.labelBinding(handlers.get(target.label()));
    }
  }

  /**
   * Excludes the safepoint from its own handler, which must not catch what the safepoint throws.
   */
  private void aroundSafepoint(CodeBuilder builder, ExceptionCatch handler) {
    Label safepoint = handler.handler();
    Label behind = handlers.get(safepoint);
    int at = code.labelToBci(safepoint);
    int start = code.labelToBci(handler.tryStart());
    if (start > at || code.labelToBci(handler.tryEnd()) <= at) {
      builder.with(handler);
      return;
    }
    if (start < at) {
      builder.with(
          ExceptionCatch.of(safepoint, handler.tryStart(), safepoint, handler.catchType()));
    }
    builder.with(ExceptionCatch.of(safepoint, behind, handler.tryEnd(), handler.catchType()));
  }

  @Override
  public void atEnd(CodeBuilder builder) {
    if (shape.keepsFrames()) {
      code.findAttribute(Attributes.stackMapTable()).ifPresent(builder::with);
    }
  }
}
