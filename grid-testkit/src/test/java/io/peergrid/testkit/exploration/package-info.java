/** Looks at every order of events that a small grid can meet (protocol 3.3). */
@NullMarked
package io.peergrid.testkit.exploration;

import org.jspecify.annotations.NullMarked;
