/** Commands on locks and semaphores, see docs/protocols/locks.md. */
@NullMarked
package io.peergrid.command.lock;

import org.jspecify.annotations.NullMarked;
