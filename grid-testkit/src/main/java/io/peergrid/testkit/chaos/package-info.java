/** Real processes on hosts of their own, broken in every way that can be named, with the traffic judged afterwards. */
@NullMarked
package io.peergrid.testkit.chaos;

import org.jspecify.annotations.NullMarked;
