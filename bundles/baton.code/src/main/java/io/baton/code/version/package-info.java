/**
 * The versions of modules: their code, and the table that says which is current and which is old.
 * What the framework has of a version, its bundle and its services, does not belong here.
 */
@NullMarked
package io.baton.code.version;

import org.jspecify.annotations.NullMarked;
