/** The explicit, versioned binary form in which protocol messages travel, and its bounds. */
@NullMarked
package io.peergrid.wire;

import org.jspecify.annotations.NullMarked;
