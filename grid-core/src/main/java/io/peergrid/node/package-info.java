/** Wires membership, partition, replication and store into one running member. */
@NullMarked
package io.peergrid.node;

import org.jspecify.annotations.NullMarked;
