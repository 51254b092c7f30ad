package io.baton.itests.shapes;

/** What a client knows of the data of the module {@code shapes}: classes of the same name. */
public sealed interface Shape {
  record Point(int x, int y) {}

  record Circle(Point centre, long radius) implements Shape {}

  record Square(Point corner, long side, Colour colour) implements Shape {}

  enum Colour {
    RED,
    BLUE
  }
}
