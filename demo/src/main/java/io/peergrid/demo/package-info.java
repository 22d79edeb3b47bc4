/** Shows a running grid through its public API: starts local nodes and lets you talk to them. */
@NullMarked
package io.peergrid.demo;

import org.jspecify.annotations.NullMarked;
