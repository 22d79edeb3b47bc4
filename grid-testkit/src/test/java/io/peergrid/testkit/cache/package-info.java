/** Caches over a real database, in processes of their own. */
package io.peergrid.testkit.cache;
