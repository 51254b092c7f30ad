package io.baton.drop.folder;

/**
 * What the last load of a file has loaded.
 *
 * @param module its name
 * @param digest of the file, in hexadecimal digits
 * @param origin URL of the file under the name that it had then
 */
record Loaded(String module, String digest, String origin) {}
