/** Replays access traces: how many are hits with so many entries. */
@NullMarked
package io.peergrid.bench.hitratio;

import org.jspecify.annotations.NullMarked;
