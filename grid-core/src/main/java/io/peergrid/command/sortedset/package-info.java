/** Redis's commands on sorted sets. */
@NullMarked
package io.peergrid.command.sortedset;

import org.jspecify.annotations.NullMarked;
