package io.baton.spring;

import io.baton.embedded.BatonStartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why Baton does not start without the stack trace of the context. */
final class BatonFailureAnalyzer extends AbstractFailureAnalyzer<BatonStartException> {
  /** Spring Boot makes one. */
  BatonFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable failure, BatonStartException cause) {
    return new FailureAnalysis(
        "Baton does not start: " + cause.getMessage(),
        "Change the properties baton.* as the description says, or set baton.enabled=false.",
        cause);
  }
}
