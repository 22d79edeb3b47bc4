/** How listeners get what is for them: in order, one at a time, and never so much that it fills the memory. */
@NullMarked
package io.peergrid.listening;

import org.jspecify.annotations.NullMarked;
