/** How a slot's writes reach its replicas and survive: order, roles, acknowledgement, promotion and slot transfer. */
@NullMarked
package io.peergrid.replication;

import org.jspecify.annotations.NullMarked;
