package io.peergrid.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.NearCopies;
import io.peergrid.near.NearFrame.Answer;
import io.peergrid.near.NearFrame.Ask;
import io.peergrid.partition.SlotSet;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Copies of keys that are read much, and of no others. */
class HotKeysTest extends TwoDesks {
    private static final int ENOUGH = NearHeat.LEAST_READS;

    @Override
    NearCopies settings() {
        return NearCopies.ofHotKeys();
    }

    private static Key key(String name) {
        return new Key(NAMESPACE, name.getBytes(StandardCharsets.UTF_8));
    }

    private void readAtOwner(int times) {
        for (int i = 0; i < times; i++) {
            owner.read(KEY);
        }
    }

    private void goOn(long millis) {
        for (long passed = 0; passed < millis; passed += 10) {
            pass(10);
            exchange();
        }
    }

    private void heat() {
        for (int i = 0; i < 150 && values.begin("k", SLOT, KEY) == null; i++) {
            readAtOwner(3);
            goOn(10);
        }
    }

    private NearFill<String> keep(String value) {
        NearFill<String> fill = values.begin("k", SLOT, KEY);
        assertThat(fill).isNotNull();
        fill.offer(value, 1, -1);
        return fill;
    }

    @Test
    void onlyAKeyThatIsReadMuchHasACopy() {
        heat();
        keep("v");
        assertThat(values.get("k")).isEqualTo("v");
        assertThat(values.begin("cold", SLOT, key("cold"))).isNull();
    }

    @Test
    void ofKeysThatAreNotHotNothingIsTold() {
        heat();
        deliver(toOwner, HOLDER, owner);
        toHolder.clear();
        owner.changed(SLOT, key("cold"));
        owner.poll(clock.nanoTime(), clock.wallMillis());
        assertThat(toHolder).isEmpty();
        changed();
        owner.poll(clock.nanoTime(), clock.wallMillis());
        assertThat(toHolder).hasSize(1);
    }

    @Test
    void aChangedHotKeyLosesItsCopyAndMayHaveAnother() {
        heat();
        keep("v");
        changed();
        goOn(20);
        assertThat(values.get("k")).isNull();
        keep("w");
        assertThat(values.get("k")).isEqualTo("w");
    }

    @Test
    void aKeyThatIsReadByItsCopyStaysHot() {
        heat();
        keep("v");
        for (int i = 0; i < 5_000; i++) {
            clock.nanos += 1_003;
            values.get("k");
            if (i % 10 == 0) {
                goOn(10);
            }
        }
        assertThat(values.get("k")).isEqualTo("v");
        assertThat(values.kept()).isEqualTo(1);
    }

    @Test
    void aKeyThatCoolsLosesItsCopyAndWhatIsUnderWay() {
        heat();
        NearFill<String> fill = keep("v");
        for (int i = 0; i < 400; i++) {
            // Others are still wanted of the owner, so it is asked.
            values.begin("other", SLOT, key("other"));
            goOn(10);
        }
        assertThat(values.size()).isZero();
        assertThat(values.begin("k", SLOT, KEY)).isNull();
        fill.offer("v", 1, -1);
        assertThat(values.get("k")).isNull();
    }

    @Test
    void aHolderThatStopsReadingForgetsItsCopies() {
        heat();
        keep("v");
        goOn(3_000);
        assertThat(values.size()).isZero();
    }

    @Test
    void aKeyThatWasColdInBetweenIsReadAnew() {
        List<Key> cooled = new ArrayList<>();
        KnownHotKeys known = new KnownHotKeys(NearRules.standard(), cooled::add);
        known.learn(new HotKeys(1, Map.of(KEY, 1L)));
        HotKey first = known.find(KEY);
        known.learn(new HotKeys(4, Map.of(KEY, 1L, key("other"), 2L)));
        assertThat(known.find(KEY)).isSameAs(first);
        known.learn(new HotKeys(3, Map.of()));
        assertThat(known.find(KEY)).as("that was earlier").isSameAs(first);
        assertThat(cooled).isEmpty();
        known.learn(new HotKeys(7, Map.of(KEY, 3L)));
        assertThat(known.find(KEY)).isNotNull().isNotSameAs(first);
        assertThat(cooled).containsExactlyInAnyOrder(KEY, key("other")).hasSize(2);
    }

    @Test
    void anAnswerAboutHotKeysThatAreNotKnownProvesNothing() {
        heat();
        keep("v");
        pass(30);
        Ask ask = (Ask) NearFrame.read(toOwner.removeLast(), SLOTS);
        toOwner.clear();
        pass(10);
        holder.received(OWNER, new Answer(1, ask.number(), 1, 0, SlotSet.of(), ask.hot() + 1, null).toBytes());
        clock.nanos += TimeUnit.MILLISECONDS.toNanos(65);
        assertThat(values.get("k")).as("asked for less than 95 ms ago").isNull();
        holder.received(OWNER, new Answer(1, ask.number(), 1, 0, SlotSet.of(), ask.hot(), null).toBytes());
        assertThat(values.get("k")).isEqualTo("v");
    }

    @Test
    void ofManyKeysThatAreReadAlikeNoneIsHotAndOfManyHotOnesTheHottest() {
        NearHeat alike = new NearHeat();
        for (int i = 0; i < 400_000; i++) {
            alike.read(key("key" + i % 2_000), 1);
        }
        alike.turn();
        assertThat(alike.hot().isEmpty()).isTrue();
        NearHeat skewed = new NearHeat();
        for (int i = 0; i < 100; i++) {
            skewed.read(key("key" + i), 1_000 + i);
        }
        skewed.turn();
        Set<Key> hottest = new HashSet<>();
        for (int i = 100 - NearHeat.HOT_MAX; i < 100; i++) {
            hottest.add(key("key" + i));
        }
        assertThat(skewed.hot().turns()).containsOnlyKeys(hottest);
    }

    @Test
    void whatIsHotCoolsByItselfAndANewTurnIsAnother() {
        NearHeat heat = new NearHeat();
        heat.read(KEY, 2 * ENOUGH);
        heat.turn();
        Long first = heat.hot().turns().get(KEY);
        assertThat(first).isNotNull();
        heat.turn();
        assertThat(heat.hot().isHot(KEY)).as("half is enough to stay").isTrue();
        heat.turn();
        assertThat(heat.hot().isEmpty()).isTrue();
        heat.read(KEY, ENOUGH);
        heat.turn();
        assertThat(heat.hot().turns().get(KEY)).isGreaterThan(first);
        assertThat(heat.hot().number()).isEqualTo(3);
    }

    @Test
    void longKeysAreNeverHot() {
        NearHeat heat = new NearHeat();
        heat.read(key("k".repeat(NearHeat.KEY_MAX_BYTES + 1)), 10 * ENOUGH);
        heat.turn();
        assertThat(heat.hot().isEmpty()).isTrue();
    }
}
