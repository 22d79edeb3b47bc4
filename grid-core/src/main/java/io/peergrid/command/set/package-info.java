/** Redis's commands on sets. */
@NullMarked
package io.peergrid.command.set;

import org.jspecify.annotations.NullMarked;
