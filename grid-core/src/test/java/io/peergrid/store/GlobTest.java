package io.peergrid.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "* abc true",
                "* '' true",
                "a*c abbbc true",
                "a*c ac true",
                "a*c abd false",
                "a?c abc true",
                "a?c ac false",
                "h[ae]llo hello true",
                "h[ae]llo hillo false",
                "h[^e]llo hallo true",
                "h[^e]llo hello false",
                "h[a-c]llo hbllo true",
                "h[c-a]llo hbllo true",
                "h[a-c]llo hdllo false",
                "h\\*llo h*llo true",
                "h\\*llo hello false",
                "[\\]] ] true",
                "[a-] - true",
                "[ab a true",
                "[ab] c false",
                "user:*:name user:42:x:name true",
                "*a*b*c* xxaxxbxxcxx true",
                "*a*b*c* xxaxxcxxbxx false",
                "\\ \\ true",
                "a*** a true"
            })
    void matchesLikeRedis(String pattern, String text, boolean matches) {
        assertThat(matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternTakesNoLongerThanTheProductOfLengths() {
        String text = "a".repeat(20_000);

        assertThat(matches("a*".repeat(500) + "b", text)).isFalse();
    }

    @Test
    void anyBytesAreAPattern() {
        Random random = new Random(3);
        byte[] alphabet = "ab*?[]^-\\".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] pattern = new byte[random.nextInt(12)];
            for (int at = 0; at < pattern.length; at++) {
                pattern[at] = alphabet[random.nextInt(alphabet.length)];
            }
            byte[] text = new byte[random.nextInt(8)];
            random.nextBytes(text);
            Glob glob = Glob.of(pattern);
            glob.matches(ByteSlice.of(text));
            assertThat(glob.toBytes()).isEqualTo(pattern);
        }
    }

    private static boolean matches(String pattern, String text) {
        return Glob.of(pattern.getBytes(StandardCharsets.UTF_8))
                .matches(ByteSlice.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
