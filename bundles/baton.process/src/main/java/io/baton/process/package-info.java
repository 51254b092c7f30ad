/** Processes: mailboxes, links, monitors, names, and the mailboxes of threads. */
@NullMarked
package io.baton.process;

import org.jspecify.annotations.NullMarked;
