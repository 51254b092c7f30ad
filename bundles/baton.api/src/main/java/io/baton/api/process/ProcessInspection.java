package io.baton.api.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** Runtime that {@link Inspection} forwards to. */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface ProcessInspection {
  /** {@link Inspection#processes()}. */
  List<Pid> processes();

  /** {@link Inspection#info(Pid)}. */
  Optional<ProcessInfo> info(Pid pid);

  /** {@link Inspection#alarms()}. */
  List<String> alarms();

  /** {@link Inspection#mailboxLength(Pid)}. */
  OptionalInt mailboxLength(Pid pid);
}
