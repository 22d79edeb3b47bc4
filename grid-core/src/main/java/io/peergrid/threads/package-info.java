/** Threads of the grid that run user code which may block. */
@NullMarked
package io.peergrid.threads;

import org.jspecify.annotations.NullMarked;
