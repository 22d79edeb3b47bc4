/** Clusters of real JVMs on this machine that can be killed, paused, resumed and stopped, with their logs collected. */
@NullMarked
package io.peergrid.testkit.process;

import org.jspecify.annotations.NullMarked;
