/** A Spring Boot application whose caches are shared by all its processes. */
@NullMarked
package io.peergrid.sample;

import org.jspecify.annotations.NullMarked;
