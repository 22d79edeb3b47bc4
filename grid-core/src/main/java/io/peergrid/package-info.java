/** What an application calls: the grid, its maps, sets, queues and counters, its configuration and its errors. */
@NullMarked
package io.peergrid;

import org.jspecify.annotations.NullMarked;
