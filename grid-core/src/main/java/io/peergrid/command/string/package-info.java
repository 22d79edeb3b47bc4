/** Redis's commands on strings and numbers. */
@NullMarked
package io.peergrid.command.string;

import org.jspecify.annotations.NullMarked;
