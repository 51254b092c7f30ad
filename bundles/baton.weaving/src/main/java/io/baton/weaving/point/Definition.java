package io.baton.weaving.point;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a definition of a class by its loader, on the way from woven code to the loader:
 * woven code takes them apart again, since only it may call the loader's methods.
 */
public final class Definition {
  private final @Nullable Object domain;
  private byte[] bytes;
  private Object loader;
  private @Nullable String name;

  Definition(byte[] bytes, @Nullable Object domain) {
    this.bytes = bytes;
    this.domain = domain;
    loader = this;
  }

  /** Completes it; called once, before any part of it is read. */
  void in(Object definedBy, @Nullable String className, byte[] woven) {
    loader = definedBy;
    name = className;
    bytes = woven;
  }

  /**
   * Returns the object whose method is called.
   *
   * @return nearly always a class loader
   */
  public Object loader() {
    return loader;
  }

  /**
   * Returns the name of the class.
   *
   * @return null if it is not given
   */
  public @Nullable String name() {
    return name;
  }

  /**
   * Returns the class file.
   *
   * @return all of it is the class file
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns where the class file begins.
   *
   * @return 0
   */
  public int offset() {
    return 0;
  }

  /**
   * Returns how long the class file is.
   *
   * @return in bytes
   */
  public int length() {
    return bytes.length;
  }

  /**
   * Returns the class file.
   *
   * @return from its position to its limit
   */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes);
  }

  /**
   * Returns the protection domain or the code source.
   *
   * @return null if it is not given
   */
  public @Nullable Object domain() {
    return domain;
  }
}
