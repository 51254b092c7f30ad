package io.baton.code.linking;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;

/**
 * A place in a method that needs a class.
 *
 * @param className the class that is needed
 * @param member name and descriptor of the method that is called; empty if none is
 * @param kind what is done with it
 * @param guard what keeps it from failing if the class is absent
 */
record Use(String className, String member, Kind kind, Guard guard) {
  /** Kind of use of a class. */
  enum Kind {
    /** An object of it is made. */
    NEW,
    /** One of its methods is called, or will be by a lambda. */
    CALL,
    /** A static method or field of it is used, which initialises it. */
    STATIC,
    /** Any other use: a field, a cast, a constant. */
    OTHER
  }

  /** Guard that keeps a use from failing. */
  enum Guard {
    /** Nothing. */
    NONE,
    /** A condition or a look-up by name comes before it. */
    CONDITION,
    /** Returns what it throws is caught. */
    CATCH
  }

  /** Name and descriptor of a method. */
  static String member(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  /** The class that a model is of. */
  static String name(ClassModel model) {
    return ClassNames.element(model.thisClass().asInternalName());
  }
}
