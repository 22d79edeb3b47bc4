/** The one adapter that carries messages over JGroups; no other package may use that library. */
@NullMarked
package io.peergrid.transport.jgroups;

import org.jspecify.annotations.NullMarked;
