/** The distributed map over slot calls: one definition of each operation, a blocking and an asynchronous skin. */
@NullMarked
package io.peergrid.map;

import org.jspecify.annotations.NullMarked;
