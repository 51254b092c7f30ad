package io.baton.api.process;

/**
 * Key of a value in a {@link ProcessDictionary}.
 *
 * @param <T> the type of the value
 * @param name of the key; keys of the same name are the same key
 * @param type of the value, a class, not a primitive type
 */
public record DictionaryKey<T>(String name, Class<T> type) {}
