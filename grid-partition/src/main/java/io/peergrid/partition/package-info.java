/** Which member answers for a slot: key to slot, the slot table, the assignment planner and the router. */
@NullMarked
package io.peergrid.partition;

import org.jspecify.annotations.NullMarked;
