/** Whole members under virtual time in one thread: from one seed the members, the faults, the clients and the verdict. */
@NullMarked
package io.peergrid.testkit.simulation;

import org.jspecify.annotations.NullMarked;
