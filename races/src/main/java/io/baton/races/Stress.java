package io.baton.races;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/** Runs the jcstress tests of this module, and reads what came of them. */
final class Stress {
  /** Small strides: what collides here is more than a few fields. */
  private static final String ALWAYS = "-strideSize 50 -strideCount 4";

  /** One JVM for each test, as it comes. */
  private static final String SHORT =
      " -jvmArgs -Xmx256m -sc false -af NONE -f 1 -fsm 0 -iters 1 -time 300";

  /** Every compiler and placement that jcstress knows of. */
  private static final String LONG = " -hs 256 -f 1 -fsm 1 -iters 3 -time 500";

  /** Where jcstress says what it does. */
  private static final String LOG = "jcstress.log";

  private Stress() {}

  /** How many tests ran; negative if one had an outcome that it forbids, failed or did not run. */
  static int run(String pattern, boolean isShort) throws Exception {
    Pattern wanted = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    List<String> tests =
        TestList.tests().stream().filter(name -> wanted.matcher(name).find()).sorted().toList();
    if (tests.isEmpty()) {
      return 0;
    }
    String settings = ALWAYS + (isShort ? SHORT : LONG);
    List<String> arguments = new ArrayList<>(List.of(settings.split(" ")));
    arguments.addAll(List.of("-t", String.join("|", tests), "-r", "jcstress"));
    var options = new Options(arguments.toArray(String[]::new));
    if (!options.parse()) {
      throw new IllegalStateException("jcstress does not know its options");
    }
    stress(options);
    Map<String, List<TestResult>> results = read(options.getResultFile());
    boolean passed = true;
    for (String test : tests) {
      passed &= report(test, results.getOrDefault(test, List.of()));
    }
    return passed ? tests.size() : -1;
  }

  private static void stress(Options options) throws Exception {
    PrintStream console = System.out;
    try (var log = new PrintStream(LOG, StandardCharsets.UTF_8)) {
      System.setOut(log);
      new JCStress(options).run();
    } finally {
      System.setOut(console);
    }
  }

  private static Map<String, List<TestResult>> read(String file) throws Exception {
    Map<String, List<TestResult>> results = new TreeMap<>();
    var reader =
        new DiskReadCollector(
            file,
            result ->
                results.computeIfAbsent(result.getName(), _ -> new ArrayList<>()).add(result));
    try {
      reader.dump();
    } finally {
      reader.close();
    }
    return results;
  }

  private static boolean report(String test, List<TestResult> results) {
    Map<String, Long> outcomes = new TreeMap<>();
    boolean passed = !results.isEmpty();
    long samples = 0;
    for (TestResult result : results) {
      result.getStateKeys().forEach(key -> outcomes.merge(key, result.getCount(key), Long::sum));
      samples += result.getTotalCount();
      boolean good = result.status() == Status.NORMAL && result.grading().isPassed;
      if (!good) {
        System.out.printf("  %s %s%n", result.status(), result.grading().failureMessages);
        System.out.printf("  %s %s%n", result.getMessages(), result.getVmErr());
      }
      passed &= good;
    }
    passed &= samples > 0;
    System.out.printf(
        "%s: %,d times%s%n",
        TestList.getInfo(test).description(), samples, passed ? "" : " FORBIDDEN OR NOT RUN");
    outcomes.forEach((outcome, times) -> System.out.printf("  %,10d  %s%n", times, outcome));
    return passed;
  }
}
