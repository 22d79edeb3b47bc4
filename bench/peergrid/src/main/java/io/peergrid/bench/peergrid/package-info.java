/** PeerGrid as a contestant. */
@NullMarked
package io.peergrid.bench.peergrid;

import org.jspecify.annotations.NullMarked;
