/** Redis's commands on HyperLogLogs, which are strings of a form of their own. */
@NullMarked
package io.peergrid.command.hyperloglog;

import org.jspecify.annotations.NullMarked;
