package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.DeleteResult;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;

/** Bundles that take all services of an interface see each module once: its current version. */
public class WhiteboardIT extends BatonTest {
  private static final String CALLABLE = "java.util.concurrent.Callable";

  @Inject ServiceComponentRuntime components;

  private ServiceTracker<IntSupplier, IntSupplier> prices;
  private ServiceTracker<Callable<Object>, Callable<Object>> extras;
  private final Queue<Object> seen = new ConcurrentLinkedQueue<>();
  private final ServiceListener listener = this::note;

  @Before
  public void open() throws Exception {
    prices = new ServiceTracker<>(context, IntSupplier.class, null);
    extras = new ServiceTracker<>(context, CALLABLE, null);
    prices.open();
    extras.open();
    context.addServiceListener(
        listener, "(|(objectClass=%s)(objectClass=%s))".formatted(CALLABLE, supplier()));
  }

  @After
  public void close() {
    context.removeServiceListener(listener);
    prices.close();
    extras.close();
  }

  private void note(ServiceEvent event) {
    Object version = event.getServiceReference().getBundle().getVersion().getMajor();
    seen.add((event.getType() == ServiceEvent.REGISTERED ? "+" : "-") + version);
  }

  private static String supplier() {
    return IntSupplier.class.getName();
  }

  /** A module whose service is one that others look for by its interface. */
  private static TestBundle price(int vsn) {
    return price(vsn, "");
  }

  private static TestBundle price(int vsn, String whenMade) {
    return new TestModule("price", vsn + ".0.0")
        .functions("")
        .members("public int getAsInt() { return %d; }".formatted(vsn))
        .whenMade(whenMade)
        .providing(supplier())
        .bundle()
        .type("public interface Functions extends IntSupplier {}");
  }

  /** The same with another component that has a service of its own. */
  private static TestBundle priceAndExtra(int vsn, String body, String service) {
    return price(vsn)
        .importing("org.osgi.framework")
        .type(
            """
            public class Extra implements Callable<Object> {
              public Object call() throws Exception { %s }
              public void changed(Map<String, Object> properties) {}
            }
            """
                .formatted(body.replace("VSN", String.valueOf(vsn))))
        .component(
            "Extra",
            """
            <property name="role" value="extra"/>
            %s<provide interface="java.util.concurrent.Callable"/></service>
            """
                .formatted(service),
            "modified=\"changed\"");
  }

  private static TestBundle priceAndExtra(int vsn) {
    return priceAndExtra(vsn, "return VSN;", "<service>");
  }

  /** What a bundle gets that takes all. */
  private List<Integer> tracked() {
    return prices.getTracked().values().stream().map(IntSupplier::getAsInt).toList();
  }

  private List<Integer> found() throws Exception {
    return context.getServiceReferences(IntSupplier.class, null).stream()
        .map(context::getService)
        .map(IntSupplier::getAsInt)
        .toList();
  }

  private List<Object> extra() throws Exception {
    List<Object> all = new ArrayList<>();
    for (Callable<Object> extra : extras.getTracked().values()) {
      all.add(extra.call());
    }
    return all;
  }

  @Test
  public void eachModuleIsThereOnceAndItIsCurrent() throws Exception {
    for (int vsn : new int[] {1, 2, 3, 2}) {
      load(price(vsn));

      assertThat(tracked()).containsExactly(vsn);
      assertThat(found()).containsExactly(vsn);

      codeLoader.purge("price");
      assertThat(tracked()).containsExactly(vsn);
      assertThat(found()).containsExactly(vsn);
    }
    assertThat(seen).containsExactly("+1", "+2", "-1", "+3", "-2", "+2", "-3");

    assertThat(codeLoader.delete("price")).isInstanceOf(DeleteResult.Deleted.class);
    assertThat(tracked()).isEmpty();
  }

  @Test
  public void aFilterForAModuleFindsItsCurrentVersion() throws Exception {
    load(price(1));
    load(price(2));

    for (String filter : List.of("(baton.module=price)", "(baton.current=price)")) {
      ServiceReference<?>[] found = context.getServiceReferences(supplier(), filter);
      assertThat(found).hasSize(1);
      assertThat(found[0].getBundle().getVersion().getMajor()).isEqualTo(2);
      assertThat(found[0].getProperty("component.name")).isEqualTo("Impl");
    }
  }

  @Test
  public void aVersionThatIsOnlyCheckedOrPreparedOrRefusedIsNotSeen() throws Exception {
    load(priceAndExtra(1));
    seen.clear();

    assertThat(codeLoader.check(priceAndExtra(2).in(work()), CheckOption.CONSTRUCT))
        .isInstanceOf(CheckResult.Checked.class);
    var prepared =
        ((PrepareResult.Ready)
                codeLoader.prepareLoading(
                    List.of(new Source.InFile("price", priceAndExtra(3).in(work())))))
            .prepared();
    assertThat(found()).containsExactly(1);
    prepared.close();
    codeLoader.loadFile(price(4, "if (true) throw new IllegalStateException();").in(work()));

    assertThat(seen).isEmpty();
    assertThat(tracked()).containsExactly(1);
    assertThat(extra()).containsExactly(1);
  }

  @Test
  public void aVersionThatIsTakenBackIsSeenAgain() throws Exception {
    load(priceAndExtra(1));
    load(priceAndExtra(2));

    codeLoader.purge("price");
    load(priceAndExtra(1));
    assertThat(extra()).containsExactly(1);
    codeLoader.purge("price");
    var bundle = context.getBundle(codeStatus.isLoaded("price").orElseThrow().location());
    codeLoader.delete("price");
    assertThat(extra()).isEmpty();
    bundle.stop();
    bundle.start();

    assertThat(extra()).containsExactly(1);
    assertThat(tracked()).containsExactly(1);
  }

  @Test
  public void otherComponentsOfAVersionGoWhenItIsOldAndNotWhenItsWorkIsOver() throws Exception {
    load(priceAndExtra(1, "receive(String.class); return VSN;", "<service>"));
    Callable<Object> old = extras.getService();
    var entered = new CountDownLatch(1);
    Thread worker = Thread.ofPlatform().start(() -> call(old, entered));
    await(entered);
    load(priceAndExtra(2));

    assertThat(extra()).containsExactly(2);
    until(() -> codeLoader.softPurge("price") instanceof SoftPurgeResult.StillUsed);
    assertThat(extra()).containsExactly(2);
    codeLoader.purge("price");
    assertThat(extra()).containsExactly(2);
    assertThat(worker.join(PATIENCE)).isTrue();
  }

  private static void call(Callable<Object> extra, CountDownLatch entered) {
    try {
      entered.countDown();
      extra.call();
    } catch (Throwable _) {
      // the purge ends it
    }
  }

  @Test
  public void aVersionSeesItsOwnServicesAndNotThoseOfAnother() throws Exception {
    String look =
        """
        var context = org.osgi.framework.FrameworkUtil.getBundle(Extra.class).getBundleContext();
        var all = new ArrayList<Integer>();
        for (var service : context.getServiceReferences(IntSupplier.class, null)) {
          all.add(context.getService(service).getAsInt());
        }
        return all;
        """;
    load(priceAndExtra(1, look, "<service>"));
    Callable<Object> old = extras.getService();
    assertThat(old.call()).isEqualTo(List.of(1));

    load(priceAndExtra(2, look, "<service>"));

    assertThat(old.call()).isEqualTo(List.of(1));
    assertThat(extras.getService().call()).isEqualTo(List.of(2));
  }

  @Test
  public void propertiesAndComponentsThatChangeAreFollowed() throws Exception {
    load(priceAndExtra(1));
    load(priceAndExtra(2));
    var extra = extras.getServiceReference();
    assertThat(extra.getProperty("role")).isEqualTo("extra");

    var configuration = configurations.getConfiguration("Extra", "?");
    configuration.update(FrameworkUtil.asDictionary(Map.of("role", "other")));
    until(() -> "other".equals(extra.getProperty("role")));
    configuration.delete();
    var description = components.getComponentDescriptionDTO(extra.getBundle(), "Extra");
    components.disableComponent(description).getValue();
    until(() -> extras.isEmpty());
    components.enableComponent(description).getValue();
    until(() -> !extras.isEmpty());

    assertThat(extra()).containsExactly(2);
  }

  @Test
  public void theScopeIsTheAuthors() throws Exception {
    for (String scope : List.of("prototype", "bundle")) {
      codeLoader.purge("price");
      load(priceAndExtra(1, "return VSN;", "<service scope=\"%s\">".formatted(scope)));

      var extra = extras.getServiceReference();
      assertThat(extra.getProperty("service.scope")).isEqualTo(scope);
      var objects = context.getServiceObjects(extra);
      Callable<Object> one = objects.getService();
      Callable<Object> other = objects.getService();
      assertThat(one != other).isEqualTo(scope.equals("prototype"));
      objects.ungetService(one);
      objects.ungetService(other);
    }
  }

  @Test
  public void aLookUpDuringLoadsNeverFindsNoneOrTwo() throws Exception {
    load(price(1));
    Map<Integer, Integer> sizes = new TreeMap<>();
    var stop = new CountDownLatch(1);
    Thread looking = Thread.ofPlatform().start(() -> look(sizes, stop));

    for (int i = 0; i < 30; i++) {
      codeLoader.purge("price");
      load(price(1 + i % 2));
    }

    stop.countDown();
    assertThat(looking.join(PATIENCE)).isTrue();
    assertThat(sizes).containsOnlyKeys(1);
  }

  private void look(Map<Integer, Integer> sizes, CountDownLatch stop) {
    while (stop.getCount() > 0) {
      try {
        // one that began before a load and ends after it may find none that is still there, as with
        // any service that is replaced; the next finds the new one
        int found = context.getServiceReferences(IntSupplier.class, null).size();
        int size = found > 0 ? found : context.getServiceReferences(IntSupplier.class, null).size();
        sizes.merge(size, 1, Integer::sum);
      } catch (NullPointerException _) {
        // Felix 7.0.5, of a service whose bundle is uninstalled while it is looked up
      } catch (InvalidSyntaxException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  public void aLoadMovesNoClientFromOrToAnotherProvider() throws Exception {
    var first = register(10, 0);
    load(price(1));
    load(price(2));
    assertThat(best()).isEqualTo(10);
    first.unregister();
    var later = register(20, 0);
    assertThat(best()).isEqualTo(2);

    for (int i = 0; i < 3; i++) {
      codeLoader.purge("price");
      load(price(3 + i));
      assertThat(best()).isEqualTo(3 + i);
    }
    later.setProperties(FrameworkUtil.asDictionary(Map.of("service.ranking", 5)));
    codeLoader.purge("price");
    load(price(6));

    assertThat(best()).isEqualTo(20);
    later.unregister();
  }

  private ServiceRegistration<IntSupplier> register(int price, int ranking) {
    return context.registerService(
        IntSupplier.class,
        () -> price,
        FrameworkUtil.asDictionary(Map.of("service.ranking", ranking)));
  }

  private int best() {
    ServiceReference<IntSupplier> best = context.getServiceReference(IntSupplier.class);
    return Objects.requireNonNull(context.getService(best)).getAsInt();
  }

  /** The framework's own commands show what is registered, seen by others or not. */
  @Test
  public void whatAVersionHasRegisteredItHasRegistered() throws Exception {
    var loaded = load(price(1));
    var services = context.getBundle(loaded.current().location()).getRegisteredServices();

    assertThat(Arrays.stream(services).filter(one -> one.getProperty("baton.current") != null))
        .hasSize(1);
    assertThat(services).hasSize(2);
  }
}
