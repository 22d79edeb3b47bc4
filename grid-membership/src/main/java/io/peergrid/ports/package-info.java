/** What protocol code gets from outside instead of touching it: sending, time, scheduling and randomness. */
@NullMarked
package io.peergrid.ports;

import org.jspecify.annotations.NullMarked;
