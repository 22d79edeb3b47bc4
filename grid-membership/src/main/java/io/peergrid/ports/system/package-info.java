/** The ports that the system itself provides: its clocks and a thread. */
@NullMarked
package io.peergrid.ports.system;

import org.jspecify.annotations.NullMarked;
