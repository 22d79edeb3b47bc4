/** Publish and subscribe (docs/protocols/topics.md). */
@NullMarked
package io.peergrid.topic;

import org.jspecify.annotations.NullMarked;
