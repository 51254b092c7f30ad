package io.baton.api.code;

/**
 * The bytes of a bundle that holds a version of a module.
 *
 * @param module name of the module
 * @param version the bundle's version, such as {@code 2.0.0}
 * @param file where it was read from, or where it came from
 * @param bundle its bytes; the array is the caller's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ObjectCode(String module, String version, String file, byte[] bundle) {}
