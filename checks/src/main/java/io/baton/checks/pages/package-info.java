/** What is checked of each Markdown page: its links, its anchors, and the code that it shows. */
@NullMarked
package io.baton.checks.pages;

import org.jspecify.annotations.NullMarked;
