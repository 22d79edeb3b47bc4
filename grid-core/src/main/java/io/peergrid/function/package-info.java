/** Functions that run at the owner of a slot: how the owner works them out and how callers ask (docs/protocols/functions.md). */
@NullMarked
package io.peergrid.function;

import org.jspecify.annotations.NullMarked;
