package io.baton.spi.framework;

import io.baton.spi.JvmOption;
import io.baton.spi.Log;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Leads the log of Baton's bundles to the framework's, if there is one, and says once what Baton
 * cannot do in this JVM.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {
  private static final Log LOG = Log.of("io.baton.spi");

  /** Property of the framework; set if its starter has said what the JVM lacks. */
  private static final String SAID = "baton.jvm.options.said";

  /** Touched by the threads that start and stop the bundle. */
  private @Nullable ServiceTracker<Object, Object> factories;

  /** Created by the framework. */
  public Activator() {}

  @Override
  public void start(BundleContext context) {
    factories = new Factories(context);
    factories.open();
    new SecondBatons(context).open();
    if (context.getProperty(SAID) == null) {
      JvmOption.missing().ifPresent(text -> LOG.log(Level.WARNING, text));
    }
  }

  @Override
  public void stop(BundleContext context) {
    if (factories != null) {
      factories.close();
    }
    Log.passTo(null);
  }

  /** The framework's logs; the first gets the messages for as long as it is there. */
  private static final class Factories extends ServiceTracker<Object, Object> {
    Factories(BundleContext context) {
      super(context, FrameworkLog.FACTORY, null);
    }

    @Override
    public @Nullable Object addingService(ServiceReference<Object> service) {
      Object factory = super.addingService(service);
      if (factory != null && getService() == null) {
        passTo(factory);
      }
      return factory;
    }

    private void passTo(@Nullable Object factory) {
      Log.passTo(null);
      if (factory != null) {
        try {
          Log.passTo(new FrameworkLog(context, factory));
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "the log of the framework is not used", e);
        }
      }
    }

    @Override
    public void removedService(ServiceReference<Object> service, Object factory) {
      passTo(getService()); // what goes is not tracked any more
      super.removedService(service, factory);
    }
  }
}
