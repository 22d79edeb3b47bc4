/** The simulator's kernel: virtual time, a faulty network and randomness, all from one seed. */
@NullMarked
package io.peergrid.simulation;

import org.jspecify.annotations.NullMarked;
