package io.baton.launcher.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Tells sshd that the JDK has Ed25519. */
final class JdkProvider extends AbstractSecurityProviderRegistrar {
  private static final String PROVIDER = "SunEC";

  private JdkProvider() {
    super("JDK");
  }

  /** Registers it; has to come before anything else of sshd is used. */
  static void register() {
    SecurityUtils.registerSecurityProvider(new JdkProvider());
  }

  @Override
  public String getProviderName() {
    return PROVIDER;
  }

  @Override
  public Provider getSecurityProvider() {
    return Security.getProvider(PROVIDER);
  }

  @Override
  public boolean isSupported() {
    return getSecurityProvider() != null;
  }

  /** Nothing but what is below: without a provider that is named, the JDK's are used anyway. */
  @Override
  public String getDefaultSecurityEntitySupportValue(Class<?> type) {
    return "";
  }

  @Override
  public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
    return Optional.of(new JdkEd25519());
  }
}
