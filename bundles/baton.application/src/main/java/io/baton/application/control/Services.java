package io.baton.application.control;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.spi.Modules;

/**
 * The code server, as masters use it.
 *
 * @param modules for calls
 * @param loader loads modules
 * @param status says what is loaded
 */
public record Services(Modules modules, CodeLoader loader, CodeStatus status) {}
