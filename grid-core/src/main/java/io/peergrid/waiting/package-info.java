/** Waiting until a key has elements: hints from the owner of its slot, and nothing that could lose or double one. */
@NullMarked
package io.peergrid.waiting;

import org.jspecify.annotations.NullMarked;
