package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import io.peergrid.testkit.simulation.TransferType.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferCheckTest {
    private long now;
    private final Attempts<Long, Receipt> transfers = new Attempts<>(() -> now++);
    private final Attempts<String, Receipt> looks = new Attempts<>(() -> now++);

    @Test
    void transfersThatFollowEachOtherAreRight() {
        transfer(5, new Receipt(1, 5));
        transfer(-3, new Receipt(2, 2));
        look(new Receipt(2, 2));

        assertThat(problem()).isNull();
    }

    @Test
    void oneOfUnknownOutcomeMayCountOrNot() {
        transfer(5, new Receipt(1, 5));
        transfers.begin("dead", 7L);
        look(new Receipt(2, 12));
        transfer(1, new Receipt(3, 13));
        transfers.begin("dead", 100L);
        look(new Receipt(3, 13));

        assertThat(problem()).isNull();
    }

    @Test
    void oneThatCountsTwiceIsMissed() {
        transfer(5, new Receipt(1, 5));
        look(new Receipt(2, 10));

        assertThat(problem()).startsWith("saw 2 before it, not from 1 to 1");
    }

    @Test
    void oneThatIsLostIsMissed() {
        transfer(5, new Receipt(1, 5));
        look(new Receipt(0, 0));

        assertThat(problem()).startsWith("saw 0 before it, not from 1 to 1");
    }

    @Test
    void oneThatRefusedAndCountsIsMissed() {
        transfers.ended(transfers.begin("c", 5L), Outcome.FAIL, null);
        look(new Receipt(1, 5));

        assertThat(problem()).startsWith("saw 1 before it, not from 0 to 0");
    }

    @Test
    void twoThatDoNotSeeEachOtherAreMissed() {
        Attempt<Long, Receipt> first = transfers.begin("a", 5L);
        Attempt<Long, Receipt> second = transfers.begin("b", 6L);
        transfers.ended(first, Outcome.OK, new Receipt(1, 5));
        transfers.ended(second, Outcome.OK, new Receipt(1, 6));

        assertThat(problem()).startsWith("one number twice");
    }

    @Test
    void halfOfATransferIsMissed() {
        transfer(5, new Receipt(1, 5));
        transfer(5, new Receipt(2, 5));

        assertThat(problem()).startsWith("does not go on from where the one before ended");
    }

    @Test
    void aLookAtHalfOfATransferIsMissed() {
        transfer(5, new Receipt(1, 5));
        look(new Receipt(1, 0));

        assertThat(problem()).startsWith("not what that transfer left");
    }

    private void transfer(long amount, Receipt receipt) {
        transfers.ended(transfers.begin("c", amount), Outcome.OK, receipt);
    }

    private void look(Receipt seen) {
        looks.ended(looks.begin("c", "both"), Outcome.OK, seen);
    }

    private @Nullable String problem() {
        return TransferCheck.problem(transfers.all(), looks.all());
    }
}
