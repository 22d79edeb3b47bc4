/** Paths within one process, measured by JMH. */
@NullMarked
package io.peergrid.bench.micro;

import org.jspecify.annotations.NullMarked;
