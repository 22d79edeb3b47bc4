/** Commands of caches: who loads or writes an entry, and what is known of rows that are not there (docs/protocols/caches.md). */
@NullMarked
package io.peergrid.command.cache;

import org.jspecify.annotations.NullMarked;
