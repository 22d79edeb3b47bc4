package io.peergrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GridConfigTest {

    @Test
    void localNeedsNothingButAName() {
        GridConfig config = GridConfig.local().name("shop").build();
        assertThat(config.expectedMembers()).isEqualTo(1);
        assertThat(config.callDeadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.memoryLimitBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 2);
        assertThat(config.maxValueBytes()).isEqualTo(16 << 20);
        assertThat(config.backups()).isEqualTo(1);
    }

    @Test
    void everyPresetsDefaultDeadlineExceedsItsWorstFailover() {
        for (GridConfig.Preset preset : GridConfig.Preset.values()) {
            assertThat(preset.defaultDeadline()).isGreaterThan(preset.worstFailover());
        }
    }

    @Test
    void refusesADeadlineBelowTheWorstFailoverAndSaysWhatToChange() {
        assertRefused(GridConfig.local().name("shop").callDeadline(Duration.ofSeconds(2)))
                .hasMessageContaining("failover may take 4000 ms")
                .hasMessageContaining("withDeadline");
    }

    @Test
    void refusesBoundsForEvictionThatMakeNoSense() {
        Eviction eviction = Eviction.by(EvictionPolicy.ALLKEYS_LRU);

        assertThatThrownBy(() -> eviction.maxEntries(0)).isInstanceOf(GridConfigException.class);
        assertThatThrownBy(() -> eviction.maxEntries(-5)).hasMessageContaining("not -5");
        assertThatThrownBy(() -> eviction.maxBytes(100)).hasMessageContaining("1024");
        assertThatThrownBy(() -> eviction.maxBytes(Long.MAX_VALUE)).hasMessageContaining("2^48");
        assertRefused(GridConfig.local().name("shop").evictMap(" ", eviction)).hasMessageContaining("name of a map");
        assertRefused(GridConfig.local().name("shop").evictStructures("", eviction))
                .hasMessageContaining("pattern");
    }

    @Test
    void refusesToGuessTheNumberOfFounders() {
        assertRefused(GridConfig.lan().name("shop").secret("long enough")).hasMessageContaining("expectedMembers(3)");
    }

    @Test
    void refusesANonLoopbackBindWithoutASecret() {
        assertRefused(GridConfig.lan().name("shop").expectedMembers(3))
                .hasMessageContaining("secret(")
                .hasMessageContaining("insecure()");
        assertRefused(GridConfig.local().name("shop").bindAddress("0.0.0.0")).hasMessageContaining("secret(");
    }

    @Test
    void acceptsANonLoopbackBindWithASecretOrOnPurpose() {
        GridConfig.lan().name("shop").expectedMembers(3).secret("long enough").build();
        GridConfig.lan().name("shop").expectedMembers(3).insecure().build();
    }

    @Test
    void refusesAnEmptyOrUnprintableName() {
        assertRefused(GridConfig.local()).hasMessageContaining("name(\"shop\")");
        assertRefused(GridConfig.local().name("a/b")).hasMessageContaining("a/b");
    }

    @Test
    void refusesMoreCopiesInSyncThanThereAre() {
        assertRefused(GridConfig.local().name("shop").minInSync(3)).hasMessageContaining("1 to 2");
    }

    @Test
    void doesNotPrintTheSecret() {
        GridConfig config = GridConfig.lan()
                .name("shop")
                .expectedMembers(3)
                .secret("do not print")
                .build();
        assertThat(config.toString()).doesNotContain("do not print").contains("secret set");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(GridConfigBuilder builder) {
        return assertThatThrownBy(builder::build).isInstanceOf(GridConfigException.class);
    }
}
