/**
 * Breaks a grid on purpose and checks what is left: whole members under the simulator, clusters in one JVM or in
 * processes, histories and their checkers.
 */
@NullMarked
package io.peergrid.testkit;

import org.jspecify.annotations.NullMarked;
