package io.peergrid.replication;

/** Learns at the primary of slots what is committed. */
public interface Commits {
    /** Nobody wants to know. */
    Commits NOBODY = new Commits() {
        @Override
        public boolean watches(int slot) {
            return false;
        }

        @Override
        public void committed(int slot, long seq) {}
    };

    /** Whether commits of this slot are to be told. Under the slot's lock, with each commit: quick, allocates nothing. */
    boolean watches(int slot);

    /**
     * Entries up to this seq are committed, and this member was the primary that found out. No lock is held; of two commits the later may be told first.
     */
    void committed(int slot, long seq);
}
