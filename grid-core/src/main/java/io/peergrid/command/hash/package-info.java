/** Redis's commands on hashes. */
@NullMarked
package io.peergrid.command.hash;

import org.jspecify.annotations.NullMarked;
