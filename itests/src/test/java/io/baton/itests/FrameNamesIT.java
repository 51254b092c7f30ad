package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.Test;

/**
 * Bundles that do not know each other recognise each other's stack frames by the names of classes;
 * needs no framework.
 */
public class FrameNamesIT {
  @Test
  public void theCodeServerKnowsTheNamesOfSafepointsAndTimeSlices() throws Exception {
    Class<?> slice = Class.forName("io.baton.process.schedule.TimeSlice");
    Class<?> safepoint = Class.forName("io.baton.weaving.point.Safepoint");

    assertThat(nameInStack("SLICE")).isEqualTo(slice.getName());
    assertThat(nameInStack("SAFEPOINT")).isEqualTo(safepoint.getPackageName() + ".");
  }

  private static Object nameInStack(String constant) throws Exception {
    Field field = Class.forName("io.baton.code.purging.Stack").getDeclaredField(constant);
    field.setAccessible(true);
    return field.get(null);
  }
}
