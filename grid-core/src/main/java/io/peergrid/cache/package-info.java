/** Caches: what stands between an application and its store (docs/protocols/caches.md). */
@NullMarked
package io.peergrid.cache;

import org.jspecify.annotations.NullMarked;
