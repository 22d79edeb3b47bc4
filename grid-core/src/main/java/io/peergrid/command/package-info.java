/** The typed values and the commands on them, each decided into a deterministic record. */
@NullMarked
package io.peergrid.command;

import org.jspecify.annotations.NullMarked;
