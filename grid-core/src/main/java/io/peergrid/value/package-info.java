/** The types of collections that a key can hold: how each is packed, how it looks when large, how changes apply to it. */
@NullMarked
package io.peergrid.value;

import org.jspecify.annotations.NullMarked;
