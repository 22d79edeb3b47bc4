/** Commands that limit rates. */
@NullMarked
package io.peergrid.command.rate;

import org.jspecify.annotations.NullMarked;
