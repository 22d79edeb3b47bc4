/**
 * Who is in the grid and what its majority has agreed on: heartbeats, suspicion, the vote, configurations and leases.
 */
@NullMarked
package io.peergrid.membership;

import org.jspecify.annotations.NullMarked;
