/** The named structures over slot calls: one definition of each operation, a blocking and an asynchronous skin. */
@NullMarked
package io.peergrid.structure;

import org.jspecify.annotations.NullMarked;
