/**
 * Weaves the classes of Apache Karaf 4.4 that ask the JDK for the subject of their caller in a way
 * that JDK 24 and newer refuse. Nothing here concerns modules.
 */
@NullMarked
package io.baton.karaf;

import org.jspecify.annotations.NullMarked;
