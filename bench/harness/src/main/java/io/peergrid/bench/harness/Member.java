package io.peergrid.bench.harness;

/** This process's part of a contestant. */
public interface Member extends AutoCloseable {

    /** How the others find this one. */
    default String address() {
        return "";
    }

    /** Waits until so many members are in and every copy is where it belongs. */
    void awaitMembers(int members) throws Exception;

    /**
     * The entries as this contestant holds them.
     *
     * @throws UnsupportedOperationException if it has no such thing; the message says why
     */
    Store store(Kind kind);

    /** Bytes that hold entries in this process or its servers, outside of this JVM's heap. */
    default long bytesOffHeap() {
        return 0;
    }

    /** Entries and copies of entries that this process holds now; below 0 if it cannot tell. */
    default long copiesHere() {
        return -1;
    }

    @Override
    default void close() throws Exception {}

    /** How entries are kept. */
    enum Kind {
        /** One synchronous backup. */
        SAFE,
        /** One backup that writes do not wait for. */
        ASYNC_BACKUP,
        /** Synchronous backup, and values read are kept near the reader for a bounded time. */
        NEAR
    }
}
