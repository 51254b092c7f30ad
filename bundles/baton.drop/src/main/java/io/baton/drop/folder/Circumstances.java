package io.baton.drop.folder;

/**
 * What a refusal may depend on, besides the file. If it is the same as at the last try, another
 * would end the same way.
 *
 * @param bundles differs when a bundle was installed, updated, started, stopped or uninstalled
 * @param sticky whether the module is protected
 * @param used whether anything lingers in its old version, if that is in the way
 */
record Circumstances(long bundles, boolean sticky, boolean used) {}
