package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.itests.shapes.Shape;
import io.baton.itests.shapes.Shape.Circle;
import io.baton.itests.shapes.Shape.Colour;
import io.baton.itests.shapes.Shape.Point;
import io.baton.itests.shapes.Shape.Square;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;

/** Promise 10, for calls: data crosses to classes of the same name in another bundle, and back. */
public class ViewDataIT extends BatonTest {
  private interface Shapes {
    Point moved(Point point, int by);

    Shape grown(Shape shape);

    List<Point> corners(List<Shape> shapes);

    Map<Colour, Optional<Square>> byColour(Square[] squares);

    Shape other();
  }

  private static final String FUNCTIONS =
      """
      Shape.Point moved(Shape.Point point, int by);
      Shape grown(Shape shape);
      List<Shape.Point> corners(List<Shape> shapes);
      Map<Shape.Colour, Optional<Shape.Square>> byColour(Shape.Square[] squares);
      Shape other();
      """;

  private static final String MEMBERS =
      """
      public Shape.Point moved(Shape.Point point, int by) {
        return new Shape.Point(point.x() + by, point.y() + by);
      }
      public Shape grown(Shape shape) {
        return switch (shape) {
          case Shape.Circle(var centre, var radius) -> new Shape.Circle(centre, 2 * radius);
          case Shape.Square(var corner, var side, var colour) ->
              new Shape.Square(corner, 2 * side, colour);
          case Shape.Triangle _ -> shape;
        };
      }
      public List<Shape.Point> corners(List<Shape> shapes) {
        return shapes.stream()
            .map(shape -> shape instanceof Shape.Square s ? s.corner() : null)
            .filter(Objects::nonNull)
            .toList();
      }
      public Map<Shape.Colour, Optional<Shape.Square>> byColour(Shape.Square[] squares) {
        Map<Shape.Colour, Optional<Shape.Square>> found = new HashMap<>();
        for (Shape.Square square : squares) {
          found.put(square.colour(), Optional.of(square));
        }
        return found;
      }
      public Shape other() { return new Shape.Triangle(7); }
      """;

  private static final String SHAPE =
      """
      public sealed interface Shape {
        record Point(int x, int y) {}
        record Circle(Point centre, long radius) implements Shape {}
        record Square(Point corner, long side, Colour colour) implements Shape {}
        record Triangle(int height) implements Shape {}
        enum Colour { GREEN, BLUE, RED }
      }
      """;

  private static TestBundle shapes(String version) {
    return TestBundle.module("shapes", version, FUNCTIONS, MEMBERS).type(SHAPE);
  }

  private Shapes shapes;

  @Before
  public void loadTheModule() {
    load(shapes("1.0.0"));
    shapes = code.qualified("shapes", Shapes.class);
  }

  @Test
  public void aRecordCrossesThereAndBack() {
    assertThat(shapes.moved(new Point(1, 2), 10)).isEqualTo(new Point(11, 12));
  }

  @Test
  public void aSealedTypeCrossesAsWhatItIs() {
    assertThat(shapes.grown(new Circle(new Point(0, 0), 5)))
        .isEqualTo(new Circle(new Point(0, 0), 10));
    assertThat(shapes.grown(new Square(new Point(0, 0), 5, Colour.RED)))
        .isEqualTo(new Square(new Point(0, 0), 10, Colour.RED));
  }

  @Test
  public void recordsInACollectionCross() {
    List<Shape> all =
        List.of(new Circle(new Point(0, 0), 1), new Square(new Point(3, 4), 1, Colour.BLUE));

    assertThat(shapes.corners(all)).containsExactly(new Point(3, 4));
  }

  @Test
  public void recordsInAnArrayAMapAndAnOptionalCross() {
    var blue = new Square(new Point(3, 4), 1, Colour.BLUE);

    assertThat(shapes.byColour(new Square[] {blue}))
        .isEqualTo(Map.of(Colour.BLUE, Optional.of(blue)));
  }

  @Test
  public void theNextVersionHasClassesOfItsOwnAndDataCrossesAllTheSame() {
    Point before = shapes.moved(new Point(1, 2), 1);

    load(shapes("2.0.0"));

    assertThat(shapes.moved(before, 1)).isEqualTo(new Point(3, 4));
  }

  @Test
  public void aResultOfATypeThatTheClientDoesNotKnowIsAnErrorThatNamesIt() {
    assertThatThrownBy(shapes::other)
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining("Triangle")
        .hasMessageContaining("shapes");
  }

  @Test
  public void textIsConvertedForACallByName() throws Throwable {
    load(
        TestBundle.module(
                "texts",
                "1.0.0",
                "String all(int number, boolean flag, List<Long> list, Level level, Duration"
                    + " time);",
                """
                public String all(
                    int number, boolean flag, List<Long> list, Level level, Duration time) {
                  return number + " " + flag + " " + list + " " + level + " " + time;
                }
                """)
            .type("public enum Level { LOW, HIGH }"));

    Object result =
        code.call("texts", "all", List.of("7", "true", List.of("1", "2"), "high", "PT5S"));

    assertThat(result).isEqualTo("7 true [1, 2] HIGH PT5S");
  }
}
