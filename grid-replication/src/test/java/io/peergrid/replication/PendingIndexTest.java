package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingIndexTest {
    private static final long[] K = {11};
    private static final long[] OTHER = {12};
    private static final long[] WHOLE_SLOT = {};

    private final PendingIndex index = new PendingIndex();

    @Test
    void namesTheNewestPendingEntryOfAKey() {
        index.add(K, 4);
        index.add(K, 5);
        index.remove(K, 4);

        assertThat(index.newest(K)).isEqualTo(5);
        assertThat(index.newest(OTHER)).isZero();
    }

    @Test
    void knowsNothingOfCommittedEntries() {
        index.add(K, 4);
        index.remove(K, 4);

        assertThat(index.newest(K)).isZero();
        assertThat(index.newest(WHOLE_SLOT)).isZero();
    }

    @Test
    void anEntryWithoutFootprintConcernsEveryKey() {
        index.add(WHOLE_SLOT, 4);
        index.add(OTHER, 5);

        assertThat(index.newest(K)).isEqualTo(4);
        assertThat(index.newest(OTHER)).isEqualTo(5);
        assertThat(index.newest(WHOLE_SLOT)).isEqualTo(5);
    }
}
