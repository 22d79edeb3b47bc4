/** What the operating system knows about processes of this machine: who they are and whether they have ended. */
@NullMarked
package io.peergrid.transport.process;

import org.jspecify.annotations.NullMarked;
