package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.GridMap;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> stored = new HashMap<>();

    @BeforeEach
    void fill() {
        for (long i = 0; i < 2_500; i++) {
            expected.put("k" + i, i);
        }
        stored.putAll(expected);
    }

    @Test
    void findsNothingWrongWithEqualEntries() {
        Verification verification = Verification.of(map(), expected);

        assertThat(verification.isGood()).isTrue();
        assertThat(verification.summary("entries")).isEqualTo("2,500 of 2,500 entries equal, 0 missing, 0 different");
    }

    @Test
    void findsTheOneEntryThatIsMissing() {
        stored.remove("k1234");

        Verification verification = Verification.of(map(), expected);

        assertThat(verification.isGood()).isFalse();
        assertThat(verification.missing()).isEqualTo(1);
        assertThat(verification.problems()).containsExactly("k1234: expected 1234, found nothing");
    }

    @Test
    void findsTheOneEntryThatDiffers() {
        stored.put("k7", 8L);

        Verification verification = Verification.of(map(), expected);

        assertThat(verification.different()).isEqualTo(1);
        assertThat(verification.problems()).containsExactly("k7: expected 7, found 8");
    }

    @SuppressWarnings("unchecked")
    private GridMap<String, Long> map() {
        return (GridMap<String, Long>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {GridMap.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getAll");
                    Map<String, Long> found = new HashMap<>(stored);
                    found.keySet().retainAll((Collection<String>) arguments[0]);
                    return found;
                });
    }
}
