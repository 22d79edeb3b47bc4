package io.peergrid.partition;

/**
 * The slots of a grid. The first are those over which entries are spread, each with as many copies as backups are wanted; behind
 * them come those of which every member that holds data has a copy.
 *
 * @param partitioned how many slots entries are spread over, at least 1
 * @param replicated how many slots every member has a copy of, at least 0
 */
public record SlotLayout(int partitioned, int replicated) {
    /** The product's. The replicated ones are few, as all members are listed for each, and enough to share the work of primaries. */
    public static final SlotLayout STANDARD = new SlotLayout(Slots.COUNT, 64);

    public SlotLayout {
        if (partitioned < 1 || replicated < 0) {
            throw new IllegalArgumentException(
                    partitioned + " partitioned slots and " + replicated + " replicated ones");
        }
    }

    /** Without replicated slots. */
    public static SlotLayout of(int partitioned) {
        return new SlotLayout(partitioned, 0);
    }

    /** All slots. */
    public int count() {
        return partitioned + replicated;
    }

    public boolean isReplicated(int slot) {
        return slot >= partitioned;
    }

    /** The first slot of a kind. */
    public int first(boolean ofReplicated) {
        return ofReplicated ? partitioned : 0;
    }

    /** Behind the last slot of a kind. */
    public int end(boolean ofReplicated) {
        return ofReplicated ? count() : partitioned;
    }

    /**
     * The slot of a key, see {@link Slots#of(byte[], int, int, int)}.
     *
     * @throws IllegalStateException for a replicated one if there are none
     */
    public int slotOf(byte[] source, int offset, int length, boolean inReplicated) {
        if (!inReplicated) {
            return Slots.of(source, offset, length, partitioned);
        } else if (replicated == 0) {
            throw new IllegalStateException("a grid without replicated slots");
        }
        return partitioned + Slots.of(source, offset, length, replicated);
    }
}
