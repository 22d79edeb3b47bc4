package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.CacheConfig;
import io.peergrid.command.cache.CachedForm;
import io.peergrid.command.cache.ClaimEntry;
import io.peergrid.command.cache.ClaimEntry.Answer;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import io.peergrid.command.cache.Claimant;
import io.peergrid.command.cache.ClearTagged;
import io.peergrid.command.cache.EndClaim;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.command.cache.ForgetLoads;
import io.peergrid.command.cache.KeepClaim;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.StateMachine;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheCommandsTest {
    private static final long LEASE = 10_000;
    private static final long CACHE = Keyspaces.ofCache(
            CacheConfig.of("cities", String.class, String.class).build());
    private static final Key KEY = new Key(CACHE, "Berlin".getBytes(StandardCharsets.UTF_8));

    private final Set<MemberId> gone = new HashSet<>();
    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(
            1, new KeyspaceLimits(1 << 30, 1 << 10, 1 << 20), (member, epoch) -> gone.contains(member));
    private long version;
    private long now = 1_000_000;
    private long number;

    private <R> R run(Command<R> command) {
        StateMachine.Decision decision = machine.decide(0, command.toBytes(), ++version, now);
        machine.apply(0, version, decision.effects());
        return command.result(decision.result());
    }

    private static MemberId member(int id) {
        return new MemberId(id, id);
    }

    private Claimant claimant(int member) {
        return new Claimant(member(member), ++number, 1);
    }

    private static ByteSlice value(String text, String... tags) {
        byte[] tagged = ((char) ValueTag.STRING + text).getBytes(StandardCharsets.UTF_8);
        long[] hashes =
                java.util.Arrays.stream(tags).mapToLong(CachedForm::hash).toArray();
        return ByteSlice.of(CachedForm.bytes(tagged, CachedForm.NEVER, CachedForm.NEVER, 0, hashes));
    }

    private ClaimEntry.Result claim(Claimant by, Purpose purpose, long expected) {
        return run(new ClaimEntry(KEY, by, LEASE, purpose, expected));
    }

    private boolean fill(Claimant by, @Nullable String text, boolean wrote) {
        return run(new FillEntry(KEY, by, text == null ? null : value(text), Expiry.NEVER, 0, wrote))
                .done();
    }

    private @Nullable String present() {
        Optional<StoredValue> found = run(new Get(KEY, true));
        return found.map(stored -> {
                    byte[] bytes = CachedForm.of(stored.value()).value().toBytes();
                    return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
                })
                .orElse(null);
    }

    @Test
    void oneLoadsAndOthersWait() {
        Claimant first = claimant(1);
        Claimant second = claimant(2);
        assertThat(claim(first, Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
        assertThat(claim(second, Purpose.LOAD, 0).answer()).isEqualTo(Answer.HELD);
        assertThat(fill(second, "wrong", false)).isFalse();
        assertThat(fill(first, "v", false)).isTrue();
        assertThat(present()).isEqualTo("v");
        assertThat(claim(second, Purpose.LOAD, 0).answer()).isEqualTo(Answer.CHANGED);
    }

    @Test
    void anyChangeTakesTheClaimOfALoader() {
        List<Command<?>> changes = List.of(
                new Put(KEY, value("w"), Expiry.NEVER, Put.Condition.ALWAYS, false),
                new CompareAndSet(KEY, 0, value("w"), Expiry.NEVER),
                new Remove(KEY, false),
                new MultiRemove(List.of(KEY)),
                new MultiPut(List.of(new MultiPut.Item(KEY, value("w"))), Expiry.NEVER),
                new ForgetLoads(CACHE, 0));
        for (Command<?> change : changes) {
            run(new Remove(KEY, false));
            Claimant loader = claimant(1);
            assertThat(claim(loader, Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
            run(change);
            assertThat(fill(loader, "old", false)).as(change.toString()).isFalse();
            assertThat(present()).isNotEqualTo("old");
            assertThat(run(new KeepClaim(KEY, loader, LEASE))).isFalse();
        }
    }

    @Test
    void expiryOfTheValueLeavesTheClaim() {
        run(new Put(KEY, value("v"), Expiry.after(100), Put.Condition.ALWAYS, false));
        Claimant loader = claimant(1);
        assertThat(claim(loader, Purpose.LOAD, version).answer()).isEqualTo(Answer.GRANTED);
        now += 200;
        run(new Reap(10));
        assertThat(present()).isNull();
        assertThat(fill(loader, "new", false)).isTrue();
        assertThat(present()).isEqualTo("new");
    }

    @Test
    void aClaimEndsWithItsLeaseUnlessItIsRenewedAndWithItsMember() {
        Claimant slow = claimant(1);
        claim(slow, Purpose.LOAD, 0);
        now += LEASE / 2;
        assertThat(run(new KeepClaim(KEY, slow, LEASE))).isTrue();
        now += LEASE / 2 + 1;
        assertThat(claim(claimant(2), Purpose.LOAD, 0).answer()).isEqualTo(Answer.HELD);
        now += LEASE;
        Claimant next = claimant(2);
        assertThat(claim(next, Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
        assertThat(fill(slow, "late", false)).isFalse();
        gone.add(member(2));
        assertThat(claim(claimant(3), Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
        assertThat(fill(next, "later", false)).isFalse();
    }

    @Test
    void aWriterTakesALoadersClaimAndWaitsForAnotherWriter() {
        Claimant loader = claimant(1);
        Claimant writer = claimant(2);
        claim(loader, Purpose.LOAD, 0);
        assertThat(claim(writer, Purpose.WRITE, 0).answer()).isEqualTo(Answer.GRANTED);
        assertThat(claim(claimant(3), Purpose.WRITE, 0).answer()).isEqualTo(Answer.HELD);
        assertThat(claim(claimant(3), Purpose.LOAD_AGAIN, 0).answer()).isEqualTo(Answer.HELD);
        assertThat(fill(loader, "old", false)).isFalse();
        assertThat(fill(writer, "new", true)).isTrue();
        assertThat(present()).isEqualTo("new");
        assertThat(claim(claimant(3), Purpose.WRITE, 0).answer()).isEqualTo(Answer.GRANTED);
    }

    @Test
    void anEntryThatWasForgottenWhileItsRowWasWrittenIsNotFilled() {
        Claimant writer = claimant(1);
        claim(writer, Purpose.WRITE, 0);
        run(new Remove(KEY, false));
        assertThat(claim(claimant(2), Purpose.LOAD, 0).answer()).isEqualTo(Answer.HELD);
        assertThat(fill(writer, "may be old", true)).isTrue();
        assertThat(present()).isNull();
        assertThat(claim(claimant(2), Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
    }

    @Test
    void theEntryGoesWithTheClaimOfAWriterWhoDiedOrStoodStill() {
        run(new Put(KEY, value("before"), Expiry.NEVER, Put.Condition.ALWAYS, false));
        claim(claimant(1), Purpose.WRITE, 0);
        now += LEASE + 5_000;
        assertThat(run(new Reap(10))).isEqualTo(1);
        assertThat(present()).isNull();

        run(new Put(KEY, value("before"), Expiry.NEVER, Put.Condition.ALWAYS, false));
        long seen = version;
        Claimant dying = claimant(2);
        claim(dying, Purpose.WRITE, 0);
        gone.add(member(2));
        assertThat(claim(claimant(3), Purpose.LOAD, seen).answer()).isEqualTo(Answer.CHANGED);
        assertThat(present()).isNull();
        Claimant third = claimant(3);
        assertThat(claim(third, Purpose.LOAD, 0).answer()).isEqualTo(Answer.GRANTED);
        assertThat(fill(third, "row", false)).isTrue();
        assertThat(fill(dying, "late", true)).isFalse();
        assertThat(present())
                .as("a writer that comes back has changed the row afterwards")
                .isNull();
    }

    @Test
    void remembersThatThereIsNoRowAndThatLoadingFailed() {
        Claimant loader = claimant(1);
        claim(loader, Purpose.LOAD, 0);
        run(new FillEntry(KEY, loader, null, Expiry.NEVER, 5_000, false));
        assertThat(claim(claimant(2), Purpose.LOAD, 0).answer()).isEqualTo(Answer.NO_ROW);
        assertThat(claim(claimant(2), Purpose.LOAD_AGAIN, 0).answer()).isEqualTo(Answer.GRANTED);
        run(new Put(KEY, value("v"), Expiry.NEVER, Put.Condition.ALWAYS, false));
        long seen = version;
        Claimant failing = claimant(1);
        claim(failing, Purpose.LOAD, seen);
        assertThat(run(new EndClaim(KEY, failing, 1_000))).isTrue();
        assertThat(claim(claimant(2), Purpose.LOAD, seen).answer()).isEqualTo(Answer.BACKING_OFF);
        now += 1_001;
        assertThat(claim(claimant(2), Purpose.LOAD, seen).answer()).isEqualTo(Answer.GRANTED);
    }

    @Test
    void removesWhatHasATagAndNothingElse() {
        run(new MultiPut(
                List.of(
                        new MultiPut.Item(KEY, value("a", "red", "big")),
                        new MultiPut.Item(new Key(CACHE, new byte[] {1}), value("b", "big")),
                        new MultiPut.Item(new Key(CACHE, new byte[] {2}), value("c"))),
                Expiry.NEVER));
        assertThat(run(new ClearTagged(CACHE, CachedForm.hash("red"), 0)).removed())
                .isEqualTo(1);
        assertThat(present()).isNull();
        assertThat(run(new Size(CACHE))).isEqualTo(2);
        assertThat(run(new ClearTagged(CACHE, CachedForm.hash("big"), 0)).removed())
                .isEqualTo(1);
    }

    /** C1, over random orders: what a loader brings is kept only if nothing changed or forgot the entry since its claim was granted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noOldRowIsEverKept(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int row = 0;
        Claimant[] loaders = new Claimant[4];
        int[] read = new int[loaders.length];
        int kept = 0;
        for (int step = 0; step < 20_000; step++) {
            int who = random.nextInt(loaders.length);
            switch (random.nextInt(4)) {
                case 0 -> {
                    row++;
                    run(new Remove(KEY, false));
                }
                case 1 -> now += random.nextInt((int) LEASE / 3);
                case 2 -> {
                    if (loaders[who] == null) {
                        Claimant by = claimant(who + 1);
                        if (claim(by, Purpose.LOAD_AGAIN, 0).answer() == Answer.GRANTED) {
                            loaders[who] = by;
                            read[who] = row;
                        }
                    }
                }
                default -> {
                    if (loaders[who] != null) {
                        kept += fill(loaders[who], Integer.toString(read[who]), false) ? 1 : 0;
                        loaders[who] = null;
                    }
                }
            }
            String cached = present();
            assertThat(cached == null || cached.equals(Integer.toString(row)))
                    .as("step %d", step)
                    .isTrue();
        }
        assertThat(kept).isGreaterThan(100);
    }
}
