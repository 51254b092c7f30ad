package io.baton.weaving;

import java.util.Set;

/**
 * What weaving has made of a class file.
 *
 * @param file the woven class, for any version
 * @param hasEveryEntry whether each method with code has a safepoint at its entry; false if one was
 *     too large for it
 * @param annotated packages of {@code baton.api} whose annotations the class carries
 * @param standsAlone whether nothing but the class file itself was read
 */
record WovenClassFile(
    UnmarkedClass file, boolean hasEveryEntry, Set<String> annotated, boolean standsAlone) {}
