/** Turns user objects into bytes and back at the edge of the grid. */
@NullMarked
package io.peergrid.codec;

import org.jspecify.annotations.NullMarked;
