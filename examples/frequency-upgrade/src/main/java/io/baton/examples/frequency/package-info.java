/** The frequency server: hands out radio frequencies, and takes them back. */
package io.baton.examples.frequency;
