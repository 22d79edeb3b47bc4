package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static io.peergrid.partition.RouterHarness.MILLIS;
import static io.peergrid.partition.RouterHarness.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.membership.Leases;
import io.peergrid.partition.Reply.Status;
import io.peergrid.partition.RouterHarness.Local;
import io.peergrid.partition.RouterHarness.Sent;
import io.peergrid.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final RouterHarness grid = new RouterHarness();

    @Test
    void sendsAWriteToThePrimaryAndReturnsItsAnswer() {
        grid.install(1, 2, 3);
        CompletableFuture<Reply> reply = grid.write(1, 1_000);
        Sent sent = grid.take();
        assertThat(sent.to()).isEqualTo(id(3));
        assertThat(sent.request().epoch()).isEqualTo(1);
        assertThat(reply).isNotDone();
        grid.answer(sent, new Reply(Status.DONE, 1, null, new byte[] {7}));
        assertThat(reply.join().payload()).containsExactly(7);
        assertThat(grid.router.inFlight()).isZero();
    }

    @Test
    void answersAReadFromTheOwnStoreWithoutSending() {
        grid.install(1, 2);
        grid.readable = new Reply(Status.DONE, 1, null, new byte[] {9});
        assertThat(grid.read(0, 1_000).join().payload()).containsExactly(9);
        assertThat(grid.sent).isEmpty();
    }

    @Test
    void executesOwnSlotsHere() {
        grid.install(1, 1);
        CompletableFuture<Reply> reply = grid.write(0, 1_000);
        Local local = grid.executed.removeFirst();
        local.replyTo()
                .reply(
                        id(1),
                        new Response(local.request().number(), local.request().attempt(), List.of(done())));
        assertThat(reply.join().status()).isEqualTo(Status.DONE);
        assertThat(grid.sent).isEmpty();
    }

    @Test
    void followsMovedWithTheSameNumberAndHasTheNewerConfigurationPulled() {
        grid.install(1, 2);
        CompletableFuture<Reply> reply = grid.write(0, 1_000);
        Sent first = grid.take();
        grid.answer(first, new Reply(Status.MOVED, 5, id(3), new byte[0]));
        Sent second = grid.take();
        assertThat(second.to()).isEqualTo(id(3));
        assertThat(second.request().number()).isEqualTo(first.request().number());
        assertThat(second.request().redirected()).isFalse();
        assertThat(grid.pulled).containsExactly(5L);
        grid.answer(second, Status.DONE);
        assertThat(reply).isDone();
    }

    @Test
    void asksTheHeirOnceAndTellsItSo() {
        grid.install(1, 2);
        grid.startWrite(0, 1_000);
        grid.answer(grid.take(), new Reply(Status.ASK, 1, id(3), new byte[0]));
        Sent asked = grid.take();
        assertThat(asked.to()).isEqualTo(id(3));
        assertThat(asked.request().redirected()).isTrue();
        grid.answer(asked, Status.TRY_AGAIN);
        grid.passMillis(1);
        assertThat(grid.take().to()).isEqualTo(id(2));
    }

    @Test
    void namesTheNewestEpochItWasTold() {
        grid.install(1, 2);
        grid.startWrite(0, 1_000);
        grid.answer(grid.take(), new Reply(Status.ASK, 2, id(3), new byte[0]));
        Sent asked = grid.take();
        assertThat(asked.request().epoch()).isEqualTo(2);
        grid.answer(asked, new Reply(Status.MOVED, 7, id(3), new byte[0]));
        Sent again = grid.take();
        assertThat(again.to()).as("moved to itself: it wants a newer epoch").isEqualTo(id(3));
        assertThat(again.request().epoch()).isEqualTo(7);
        grid.answer(again, new Reply(Status.MOVED, 7, id(3), new byte[0]));
        assertThat(grid.sent).as("no news, so a pause").isEmpty();
    }

    @Test
    void takesTheResultOfAWriteFromWhomItAskedLastOnly() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 10_000);
        Sent first = grid.take();
        grid.install(2, 3);
        Sent second = grid.take();
        grid.answer(first, Status.DONE);
        assertThat(write).isNotDone();
        grid.answer(second, Status.DONE);
        assertThat(write).isDone();
    }

    @Test
    void membersThatPointAtEachOtherAreAskedWithPauses() {
        grid.install(1, 2);
        grid.startWrite(0, 1_000);
        for (int i = 0; i < 200 && !grid.sent.isEmpty(); i++) {
            Sent sent = grid.take();
            grid.answer(sent, new Reply(Status.MOVED, 5, sent.to().equals(id(2)) ? id(3) : id(2), new byte[0]));
        }
        assertThat(grid.sent).isEmpty();
        grid.passMillis(100);
        assertThat(grid.sent).isNotEmpty();
    }

    @Test
    void waitsLongerWithEachNotNow() {
        grid.install(1, 2);
        grid.startWrite(0, 10_000);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            grid.answer(grid.take(), Status.TRY_AGAIN);
            long before = grid.nanoTime();
            while (grid.sent.isEmpty()) {
                grid.passMillis(1);
            }
            pauses.add((grid.nanoTime() - before) / MILLIS);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
    }

    @Test
    void aNewConfigurationWakesThoseThatWait() {
        grid.install(1, 2);
        grid.startWrite(0, 10_000);
        for (int i = 0; i < 6; i++) {
            grid.answer(grid.take(), Status.TRY_AGAIN);
            if (i < 5) {
                grid.passMillis(32);
            }
        }
        assertThat(grid.sent).isEmpty();
        grid.install(2, 3);
        assertThat(grid.take().to()).isEqualTo(id(3));
    }

    @Test
    void aNewPrimaryIsAskedAtOnceWhenTheOldOneIsSilent() {
        grid.install(1, 2, 3);
        CompletableFuture<Reply> orphan = grid.write(0, 10_000);
        grid.startWrite(1, 10_000);
        Sent toTheDead = grid.take();
        grid.take();
        grid.install(2, 3);
        Sent again = grid.take();
        assertThat(again.to()).isEqualTo(id(3));
        assertThat(again.request().number()).isEqualTo(toTheDead.request().number());
        assertThat(grid.sent)
                .as("what is on its way to the right member is left alone")
                .isEmpty();
        grid.answer(again, Status.DONE);
        assertThat(orphan).isDone();
    }

    @Test
    void aLostFrameIsSentAgainWithTheSameNumber() {
        grid.install(1, 2);
        CompletableFuture<Reply> reply = grid.write(0, 10_000);
        Sent lost = grid.take();
        grid.passMillis(400);
        Sent again = grid.take();
        assertThat(again.request().number()).isEqualTo(lost.request().number());
        assertThat(again.request().attempt()).isGreaterThan(lost.request().attempt());
        grid.answer(again, Status.DONE);
        assertThat(reply).isDone();
    }

    @Test
    void anUnansweredWriteIsUnknownAtItsDeadlineAndAReadIsNot() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 500);
        CompletableFuture<Reply> read = grid.read(0, 500);
        grid.passMillis(499);
        assertThat(write).isNotDone();
        grid.passMillis(2);
        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
        assertThat(read.join().status()).isEqualTo(Status.TRY_AGAIN);
        assertThat(text(read.join())).contains("no answer in time from");
    }

    @Test
    void aRefusedWriteKeepsItsReasonAtTheDeadline() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 50);
        while (!write.isDone()) {
            while (!grid.sent.isEmpty()) {
                grid.answer(grid.take(), new Reply(Status.TOO_FEW_COPIES, 1, null, new byte[] {'x'}));
            }
            grid.passMillis(1);
        }
        assertThat(write.join().status()).isEqualTo(Status.TOO_FEW_COPIES);
        assertThat(text(write.join())).isEqualTo("x");
    }

    @Test
    void aWriteThatMayHaveHappenedOnceIsNeverReportedAsRefused() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 600);
        grid.take();
        grid.passMillis(400);
        while (!write.isDone()) {
            while (!grid.sent.isEmpty()) {
                grid.answer(grid.take(), Status.NO_LEASE);
            }
            grid.passMillis(1);
        }
        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aRepeatedRefusalDoesNotStandForALaterSending() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 200);
        Sent first = grid.take();
        grid.answer(first, Status.TRY_AGAIN);
        grid.passMillis(1);
        grid.take();
        grid.answer(first, Status.TRY_AGAIN);
        grid.passMillis(200);
        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aRefusalThatNamesNoSendingStandsForNone() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 200);
        Sent sent = grid.take();
        Reply refusal = new Reply(Status.TRY_AGAIN, 1, null, new byte[0]);
        grid.router.received(
                sent.to(), RequestCodec.encode(new Response(sent.request().number(), 0, List.of(refusal))));
        grid.passMillis(200);
        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void anUnknownOutcomeIsAskedForAgain() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 1_000);
        Sent first = grid.take();
        grid.answer(first, Status.UNKNOWN);
        grid.passMillis(1);
        Sent again = grid.take();
        assertThat(again.request().number()).isEqualTo(first.request().number());
        grid.answer(again, Status.DONE);
        assertThat(write.join().status()).isEqualTo(Status.DONE);
    }

    @Test
    void theResultOfAnEntryIsTakenWhoeverWasAskedLast() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 1_000);
        Sent sent = grid.take();
        byte[] result = {1, 2, 3};
        grid.router.received(
                id(4), RequestCodec.encodeEntryResult(sent.request().number(), result));
        assertThat(write.join().status()).isEqualTo(Status.DONE);
        assertThat(write.join().payload()).isEqualTo(result);
        grid.answer(sent, Status.UNKNOWN);
        grid.passMillis(1_000);
        assertThat(grid.sent).isEmpty();
    }

    @Test
    void duplicateAndStrayAnswersAreIgnored() {
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 1_000);
        Sent sent = grid.take();
        grid.router.received(id(4), RequestCodec.encode(new Response(77, 1, List.of(done()))));
        grid.answer(sent, Status.DONE);
        grid.answer(sent, Status.TRY_AGAIN);
        assertThat(write.join().status()).isEqualTo(Status.DONE);
        grid.passMillis(1_000);
        assertThat(grid.sent).isEmpty();
    }

    @Test
    void aMemberWithoutAMajorityFailsItsCallsWithinASecond() {
        Leases.extend(grid.lease, grid.nanoTime() + 500 * MILLIS);
        grid.install(1, 1, 2);
        grid.passMillis(100);
        CompletableFuture<Reply> here = grid.write(0, 10_000);
        CompletableFuture<Reply> remote = grid.write(1, 10_000);
        for (int passed = 0; passed < 900 && !here.isDone(); passed++) {
            while (!grid.executed.isEmpty()) {
                Local local = grid.executed.removeFirst();
                Reply refusal = new Reply(Status.NO_LEASE, 1, null, new byte[0]);
                local.replyTo()
                        .reply(
                                id(1),
                                new Response(
                                        local.request().number(),
                                        local.request().attempt(),
                                        List.of(refusal)));
            }
            grid.passMillis(1);
        }
        assertThat(here.join().status()).isEqualTo(Status.NO_LEASE);
        assertThat(text(here.join())).contains("majority");
        grid.passMillis(100);
        assertThat(remote.join().status()).isEqualTo(Status.UNKNOWN);
        assertThat(grid.nanoTime()).isLessThanOrEqualTo(1_000 * MILLIS);
        assertThat(grid.write(0, 10_000).join().status()).isEqualTo(Status.NO_LEASE);
        Leases.extend(grid.lease, grid.nanoTime() + 500 * MILLIS);
        assertThat(grid.write(1, 10_000)).isNotDone();
    }

    @Test
    void aMemberWithoutALeaseButWithAMajorityGoesOnTrying() {
        grid.majorityAnswers = true;
        Leases.extend(grid.lease, grid.nanoTime() + 500 * MILLIS);
        grid.install(1, 2);
        CompletableFuture<Reply> write = grid.write(0, 10_000);

        grid.passMillis(3_000);
        assertThat(write).isNotDone();
        grid.majorityAnswers = false;
        grid.router.poll(grid.nanoTime());

        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aBatchIsOneRequestForEachOwner() {
        grid.install(1, 2, 3);
        List<Request.Part> parts = new ArrayList<>();
        for (int slot = 9; slot >= 0; slot--) {
            parts.add(new Request.Part(slot, true, new byte[] {(byte) slot}));
        }
        CompletableFuture<List<Reply>> replies =
                grid.router.callAll(parts, grid.nanoTime() + 1_000 * MILLIS).toCompletableFuture();
        assertThat(grid.sent).hasSize(2);
        echo(grid.take());
        Sent second = grid.take();
        grid.install(2, 4);
        Sent moved = grid.take();
        assertThat(moved.to()).isEqualTo(id(4));
        assertThat(moved.request().parts()).hasSize(5);
        assertThat(moved.request().number()).isEqualTo(second.request().number());
        echo(moved);
        for (int i = 0; i < 10; i++) {
            assertThat(replies.join().get(i).payload()).containsExactly(9 - i);
        }
    }

    @Test
    void onlyTheUnfinishedPartsOfABatchAreTriedAgain() {
        grid.install(1, 2);
        List<Request.Part> parts = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            parts.add(new Request.Part(slot, true, new byte[] {1}));
        }
        CompletableFuture<List<Reply>> replies =
                grid.router.callAll(parts, grid.nanoTime() + 1_000 * MILLIS).toCompletableFuture();
        Sent sent = grid.take();
        Reply notNow = new Reply(Status.TRY_AGAIN, 1, null, new byte[0]);
        Response mixed = new Response(
                sent.request().number(), sent.request().attempt(), List.of(done(), notNow, notNow, done()));
        grid.router.received(id(2), RequestCodec.encode(mixed));
        grid.passMillis(1);
        Sent again = grid.take();
        assertThat(again.request().number()).isEqualTo(sent.request().number() + 1);
        assertThat(again.request().parts()).hasSize(2);
        grid.answer(again, Status.DONE);
        assertThat(replies).isDone();
    }

    @Test
    void tooManyOperationsAreRefusedClearlyAndAnswersMakeRoom() {
        RouterHarness small = new RouterHarness(
                new RouterSettings(500 * MILLIS, 800 * MILLIS, 250 * MILLIS, MILLIS, 32 * MILLIS, 3, 1 << 18));
        small.install(1, 2);
        small.startWrite(0, 1_000);
        small.startWrite(0, 1_000);
        small.startWrite(0, 1_000);
        Reply refused = small.write(0, 1_000).join();
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(text(refused)).contains("in flight");
        small.answer(small.take(), Status.DONE);
        assertThat(small.write(0, 1_000)).isNotDone();
    }

    @Test
    void theLowWaterNeverPassesAnOpenOperationAndFollowsTheOldest() {
        grid.install(1, 2);
        Random random = new Random(1);
        List<Sent> open = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            grid.startWrite(random.nextInt(64), 1_000_000);
            open.add(grid.take());
            while (open.size() > 20) {
                // The first one stays for half of the run.
                int index = i < 50_000 ? 1 + random.nextInt(open.size() - 1) : random.nextInt(open.size());
                grid.answer(open.remove(index), Status.DONE);
            }
            long oldest = open.stream()
                    .mapToLong(sent -> sent.request().number())
                    .min()
                    .orElseThrow();
            assertThat(open.get(open.size() - 1).request().lowWater()).isLessThanOrEqualTo(oldest);
        }
        open.forEach(sent -> grid.answer(sent, Status.DONE));
        for (int i = 0; i < 2_000; i++) {
            grid.router.lowWater();
        }
        assertThat(grid.router.lowWater()).isGreaterThanOrEqualTo(100_000);
        assertThat(grid.router.inFlight()).isZero();
    }

    @Test
    void callsBeforeTheFirstConfigurationWaitForIt() {
        CompletableFuture<Reply> write = grid.write(0, 1_000);
        grid.passMillis(20);
        assertThat(grid.sent).isEmpty();
        grid.install(1, 2);
        grid.answer(grid.take(), Status.DONE);
        assertThat(write.join().status()).isEqualTo(Status.DONE);
    }

    @Test
    void closingEndsWhatIsOpen() {
        grid.install(1, 2, 1);
        CompletableFuture<Reply> write = grid.write(0, 1_000);
        CompletableFuture<Reply> read = grid.read(0, 1_000);
        grid.router.close();
        assertThat(write.join().status()).isEqualTo(Status.UNKNOWN);
        assertThat(read.join().status()).isEqualTo(Status.OVERLOADED);
        assertThat(grid.write(0, 1_000).join().status()).isEqualTo(Status.OVERLOADED);
    }

    @Test
    void malformedResponsesAreRefused() {
        assertThatThrownBy(() -> grid.router.received(id(2), new byte[] {0x21, 1, 0}))
                .isInstanceOf(WireFormatException.class);
    }

    private void echo(Sent sent) {
        List<Reply> replies = new ArrayList<>();
        sent.request().parts().forEach(part -> replies.add(new Reply(Status.DONE, 1, null, part.command())));
        grid.router.received(
                sent.to(),
                RequestCodec.encode(
                        new Response(sent.request().number(), sent.request().attempt(), replies)));
    }

    private static Reply done() {
        return new Reply(Status.DONE, 1, null, new byte[0]);
    }
}
