/** Calls that are collected and sent together. */
@NullMarked
package io.peergrid.pipeline;

import org.jspecify.annotations.NullMarked;
