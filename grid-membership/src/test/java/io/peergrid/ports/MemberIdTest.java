package io.peergrid.ports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemberIdTest {
    @Test
    void isWrittenAs32HexDigitsOfWhichTheFirst8TellMembersApart() {
        MemberId id = new MemberId(0x00ab_0000_0000_0001L, -2);
        assertThat(id).hasToString("00ab000000000001fffffffffffffffe");
        assertThat(id.brief()).isEqualTo("00ab0000");
    }

    @Test
    void isOrderedAsItIsWritten() {
        assertThat(new MemberId(1, 0)).isLessThan(new MemberId(-1, 0)).isLessThan(new MemberId(1, -1));
    }
}
