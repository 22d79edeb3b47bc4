/** JCache (JSR 107) over a grid. */
@NullMarked
package io.peergrid.jcache;

import org.jspecify.annotations.NullMarked;
