/** Records what clients did and saw, as JSON lines, and checks that every key was linearizable. */
@NullMarked
package io.peergrid.testkit.history;

import org.jspecify.annotations.NullMarked;
