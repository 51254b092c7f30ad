/**
 * What is told of the decisions of the code server, and at whose request they were made. How it is
 * kept does not belong here.
 */
@NullMarked
package io.baton.code.audit;

import org.jspecify.annotations.NullMarked;
