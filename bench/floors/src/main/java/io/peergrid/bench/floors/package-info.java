/** What the machine gives without any grid. */
@NullMarked
package io.peergrid.bench.floors;

import org.jspecify.annotations.NullMarked;
