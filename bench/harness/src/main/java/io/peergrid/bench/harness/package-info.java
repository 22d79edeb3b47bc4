/** Drives PeerGrid and its peers with the same load, each in processes of its own, and compares what comes out. */
@NullMarked
package io.peergrid.bench.harness;

import org.jspecify.annotations.NullMarked;
