package io.peergrid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvictionGreetingsTest {
    private static final MemberId A = new MemberId(0, 1);
    private static final MemberId B = new MemberId(0, 2);
    private static final Eviction SMALL =
            Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(10);
    private static final Eviction LARGE =
            Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(20);

    private final List<byte[]> sent = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    @Test
    void tellsEachMemberOnceAndWhoHasOtherRulesNotices() {
        EvictionGreetings here = greetings(A, config().evictMap("m", SMALL));
        here.installed(Set.of(A, B));
        here.installed(Set.of(A, B));
        assertThat(sent).hasSize(1);

        EvictionGreetings there = greetings(B, config().evictMap("m", LARGE));
        there.received(A, sent.get(0));
        there.received(A, sent.get(0));

        assertThat(different).singleElement().asString().contains("maxEntries=10");
    }

    @Test
    void whoHasNoRulesNoticesToo() {
        greetings(A, config().evictStructures("cache:*", SMALL)).installed(Set.of(A, B));
        EvictionGreetings there = greetings(B, config());
        there.installed(Set.of(A, B));
        there.received(A, sent.get(0));

        assertThat(sent).hasSize(1);
        assertThat(different).hasSize(1);
    }

    @Test
    void theOrderOfMapsDoesNotMatterButThatOfPatternsDoes() {
        assertThat(describe(config().evictMap("a", SMALL).evictMap("b", LARGE)))
                .isEqualTo(describe(config().evictMap("b", LARGE).evictMap("a", SMALL)));
        assertThat(describe(config().evictStructures("a*", SMALL).evictStructures("*", LARGE)))
                .isNotEqualTo(describe(config().evictStructures("*", LARGE).evictStructures("a*", SMALL)));
    }

    @Test
    void refusesWhatIsNoGreeting() {
        EvictionGreetings here = greetings(A, config());

        assertThatThrownBy(() -> here.received(B, new byte[] {0x50, 2, 0})).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> here.received(B, new byte[] {0x50, 1, 5, 0})).isInstanceOf(WireFormatException.class);
        assertThat(different).isEmpty();
    }

    private static String describe(GridConfigBuilder config) {
        return EvictionGreetings.describe(config.build());
    }

    private static GridConfigBuilder config() {
        return GridConfig.local().name("test");
    }

    private EvictionGreetings greetings(MemberId self, GridConfigBuilder config) {
        return new EvictionGreetings(config.build(), self, new Outbox(), (member, theirs) -> different.add(theirs));
    }

    /** Keeps what is sent. */
    private final class Outbox implements Transport {
        @Override
        public MemberId self() {
            return A;
        }

        @Override
        public void send(MemberId to, Lane lane, byte[] frame) {
            sent.add(frame);
        }

        @Override
        public Set<MemberId> reachable() {
            return Set.of();
        }

        @Override
        public void start(Listener listener) {}

        @Override
        public void close() {}
    }
}
