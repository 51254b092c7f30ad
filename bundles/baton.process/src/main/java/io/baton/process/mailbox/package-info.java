/**
 * Mailboxes: how messages arrive, wait and are matched. Waiting for a message, and everything else
 * that needs a whole process, does not belong here.
 */
@NullMarked
package io.baton.process.mailbox;

import org.jspecify.annotations.NullMarked;
