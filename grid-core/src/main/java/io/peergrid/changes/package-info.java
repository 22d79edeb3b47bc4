/** What happens to entries, told to whoever listens (docs/protocols/entry-events.md). */
@NullMarked
package io.peergrid.changes;

import org.jspecify.annotations.NullMarked;
