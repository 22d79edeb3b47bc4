package io.peergrid.bench.hitratio;

/** A cache in front of something: what is not in it is put there. */
interface TracedCache extends AutoCloseable {
    /** Whether the key was there; it is now. */
    boolean access(int key);

    /** What cannot be answered at once; the number of hits among it. */
    default int drain() {
        return 0;
    }

    /** How many entries it held on average since it was full, and at most. */
    String entries();

    @Override
    void close();
}
