/** Redis's commands on streams: one class each. What they do follows Redis 7.0. */
@NullMarked
package io.peergrid.command.stream;

import org.jspecify.annotations.NullMarked;
