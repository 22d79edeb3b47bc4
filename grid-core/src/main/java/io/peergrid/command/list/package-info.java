/** Redis's commands on lists. */
@NullMarked
package io.peergrid.command.list;

import org.jspecify.annotations.NullMarked;
