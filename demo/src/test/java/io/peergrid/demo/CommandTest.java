package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @Test
    void takesABareNumberForACity() {
        assertThat(Command.parse("get 2657896").key()).isEqualTo("city:2657896");
    }

    @Test
    void leavesOtherKeysAlone() {
        assertThat(Command.parse("  GET   city:2657896 ").key()).isEqualTo("city:2657896");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill 2", "kill n2"})
    void takesAMemberByNumberOrName(String line) {
        assertThat(Command.parse(line)).satisfies(command -> {
            assertThat(command.verb()).isEqualTo(Verb.KILL);
            assertThat(command.member()).isEqualTo(2);
            assertThat(command.anyway()).isFalse();
        });
    }

    @Test
    void hearsThatTheUserInsists() {
        assertThat(Command.parse("stop 2 anyway")).isEqualTo(new Command(Verb.STOP, List.of("2"), true));
    }

    @Test
    void keepsTheWordsOfAName() {
        assertThat(Command.parse("find new york").text()).isEqualTo("new york");
    }

    @ParameterizedTest
    @CsvSource({
        "kil 2, Did you mean kill N?",
        "exlpain 5, Did you mean explain KEY?",
        "n, Did you mean nodes?",
        "xyzzyx, help lists them all",
        "kill, Usage: kill N",
        "kill two, Usage: kill N",
        "get, Usage: get KEY",
        "nodes 3, Usage: nodes",
        "load fast, Usage: load [OPS|off]"
    })
    void helpsInOneLine(String line, String help) {
        assertThatThrownBy(() -> Command.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(help)
                .message()
                .hasLineCount(1)
                .hasSizeLessThanOrEqualTo(Screen.WIDTH - 2);
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void helpOfEachVerbFitsBesideItsUsage(Verb verb) {
        assertThat(verb.usage()).hasSizeLessThan(20);
        assertThat(verb.help()).hasSizeLessThan(Screen.WIDTH - 32);
    }

    @Test
    void countsWhatLiesBetweenTwoWords() {
        assertThat(Command.distance("kitten", "sitting")).isEqualTo(3);
    }
}
