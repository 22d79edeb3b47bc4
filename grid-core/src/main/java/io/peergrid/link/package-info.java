/** What one member tells another in order, each thing once, and what members are interested in (docs/protocols/topics.md). */
@NullMarked
package io.peergrid.link;

import org.jspecify.annotations.NullMarked;
