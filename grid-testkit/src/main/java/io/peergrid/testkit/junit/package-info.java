/** A grid for a JUnit Jupiter test, started before it and ended after it. */
@NullMarked
package io.peergrid.testkit.junit;

import org.jspecify.annotations.NullMarked;
