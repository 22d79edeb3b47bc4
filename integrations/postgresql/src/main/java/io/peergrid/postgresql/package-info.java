/** Caches over PostgreSQL hear of changes that others make. */
@NullMarked
package io.peergrid.postgresql;

import org.jspecify.annotations.NullMarked;
