package io.baton.shell;

import io.baton.api.process.Pid;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Converter with which the shell prints pids as pids. */
@Component(property = "osgi.converter.classes=io.baton.api.process.Pid")
public final class PidConverter implements Converter {
  /** Created by SCR. */
  public PidConverter() {}

  @Override
  public @Nullable Object convert(Class<?> desired, Object value) {
    return null;
  }

  @Override
  public @Nullable CharSequence format(Object target, int level, Converter escape) {
    return target instanceof Pid pid ? pid.toString() : null;
  }
}
