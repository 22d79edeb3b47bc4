/** What caches have still to store: kept with the slots, brought to the store by whoever leads them (docs/protocols/write-behind.md). */
@NullMarked
package io.peergrid.writebehind;

import org.jspecify.annotations.NullMarked;
