package io.peergrid.command.bitmap;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on bitmaps, numbers 180 to 189. */
public final class BitmapCommands {
    public static final DataCommand SET = new BitmapSet(180);
    public static final DataCommand GET = new BitmapGet(181);
    public static final DataCommand COUNT = new BitmapCount(182);
    public static final DataCommand POSITION = new BitmapPosition(183);
    public static final DataCommand COMBINE = new BitmapCombine(184);

    public static final List<DataCommand> ALL = List.of(SET, GET, COUNT, POSITION, COMBINE);

    private BitmapCommands() {}
}
