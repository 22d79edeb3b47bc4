/** Commands on what caches have still to store (docs/protocols/write-behind.md). */
@NullMarked
package io.peergrid.command.backlog;

import org.jspecify.annotations.NullMarked;
