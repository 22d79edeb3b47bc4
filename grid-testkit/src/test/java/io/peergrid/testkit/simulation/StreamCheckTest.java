package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.PendingRecord;
import io.peergrid.StreamId;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import io.peergrid.testkit.simulation.StreamHistory.Entry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private static final Entry A = new Entry(new StreamId(1, 0), "a");
    private static final Entry B = new Entry(new StreamId(2, 0), "b");
    private static final Entry C = new Entry(new StreamId(2, 1), "c");

    private long now;
    private final StreamHistory history = new StreamHistory(() -> now++);

    @Test
    void entriesThatAreThereOnceAndGivenOnceAreRight() {
        add(A);
        add(B);
        share("one", A);
        acknowledge(A);
        read(A, B);
        share(StreamHistory.LAST, B);
        pending(held(B, StreamHistory.LAST));

        assertThat(problem(0)).isNull();
    }

    @Test
    void whatIsOfUnknownOutcomeMayBeEither() {
        history.additions.begin("dead", "a");
        history.additions.begin("dead", "c");
        add(B);
        history.shares.begin("dead", "a share");
        history.acknowledgements.begin("dead", B.id());
        read(A, B);
        pending(held(A, "dead"));

        assertThat(problem(0)).isNull();
    }

    @Test
    void anIdThatComesAgainIsMissed() {
        add(A);
        add(new Entry(A.id(), "b"));

        assertThat(problem(0)).startsWith("one id for a and another");
    }

    @Test
    void idsThatFallAreMissed() {
        add(B);
        add(A);

        assertThat(problem(0)).startsWith("ids do not rise");
    }

    @Test
    void anEntryAddedTwiceIsMissed() {
        add(A);
        read(A, new Entry(B.id(), "a"));

        assertThat(problem(0)).startsWith("added twice");
    }

    @Test
    void anEntryFromNowhereIsMissed() {
        history.additions.ended(history.additions.begin("c", "a"), Outcome.FAIL, null);
        read(A);

        assertThat(problem(0)).startsWith("nobody had added it");
    }

    @Test
    void entriesThatAreNotInOrderAreMissed() {
        add(A);
        add(B);
        read(B, A);

        assertThat(problem(0)).startsWith("not in order");
    }

    @Test
    void anEntryLostIsMissedUnlessItIsTrimmed() {
        add(A);
        add(B);
        read(B);

        assertThat(problem(0)).startsWith("lost");
        assertThat(problem(1)).isNull();
        assertThat(problem(2)).startsWith("lost");
    }

    @Test
    void aStreamThatIsNotTrimmedIsMissed() {
        add(A);
        add(B);
        read(A, B);

        assertThat(problem(1)).startsWith("more than 1 kept");
    }

    @Test
    void anEntryGivenToTwoIsMissed() {
        add(A);
        share("one", A);
        share("two", A);

        assertThat(problem(0)).startsWith("given twice");
    }

    @Test
    void anEntryGivenToNobodyIsMissed() {
        add(A);
        read(A);
        share(StreamHistory.LAST);
        pending();

        assertThat(problem(0)).startsWith("given to nobody");
    }

    @Test
    void whatIsAcknowledgedAndPendingIsMissed() {
        add(A);
        share("one", A);
        acknowledge(A);
        pending(held(A, "one"));

        assertThat(problem(0)).startsWith("pending though it was acknowledged");
    }

    @Test
    void whatIsNeitherAcknowledgedNorPendingIsMissed() {
        add(A);
        share("one", A);
        pending();

        assertThat(problem(0)).startsWith("not pending though nobody acknowledged");
    }

    @Test
    void whatIsPendingWithAnotherIsMissed() {
        add(C);
        share("one", C);
        pending(held(C, "two"));

        assertThat(problem(0)).startsWith("pending and not given so");
    }

    private void add(Entry entry) {
        Attempt<String, StreamId> addition = history.additions.begin("c", entry.value());
        history.additions.ended(addition, Outcome.OK, entry.id());
    }

    private void read(Entry... entries) {
        history.reads.ended(history.reads.begin(StreamHistory.LAST, "all"), Outcome.OK, List.of(entries));
    }

    private void share(String client, Entry... entries) {
        history.shares.ended(history.shares.begin(client, "a share"), Outcome.OK, List.of(entries));
    }

    private void acknowledge(Entry entry) {
        history.acknowledgements.ended(history.acknowledgements.begin("c", entry.id()), Outcome.OK, 1);
    }

    private void pending(PendingRecord... entries) {
        history.pending.ended(history.pending.begin(StreamHistory.LAST, "pending"), Outcome.OK, List.of(entries));
    }

    private static PendingRecord held(Entry entry, String consumer) {
        return new PendingRecord(entry.id(), consumer, Duration.ZERO, 1);
    }

    private @Nullable String problem(long kept) {
        return StreamCheck.problem(history, kept);
    }
}
