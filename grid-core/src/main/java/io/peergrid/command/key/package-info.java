/** Redis's commands on keys of any type. */
@NullMarked
package io.peergrid.command.key;

import org.jspecify.annotations.NullMarked;
