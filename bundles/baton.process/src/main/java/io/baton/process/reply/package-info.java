/**
 * Requests from one process to another, and the wait for the reply. What a request says, and which
 * process handles it, is the business of other bundles.
 */
@NullMarked
package io.baton.process.reply;

import org.jspecify.annotations.NullMarked;
