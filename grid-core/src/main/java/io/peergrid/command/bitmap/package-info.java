/** Redis's commands on bitmaps, which are strings read bit by bit. */
@NullMarked
package io.peergrid.command.bitmap;

import org.jspecify.annotations.NullMarked;
