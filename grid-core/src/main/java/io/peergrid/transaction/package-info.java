/** Transactions on one slot: calls of ordinary structures, previewed one by one and committed together. */
@NullMarked
package io.peergrid.transaction;

import org.jspecify.annotations.NullMarked;
