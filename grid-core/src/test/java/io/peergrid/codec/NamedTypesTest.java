package io.peergrid.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridConfig;
import io.peergrid.GridConfigException;
import io.peergrid.GridSerializationException;
import io.peergrid.GridSerializer;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedTypesTest {
    private static final int MAX_BYTES = 1 << 20;
    private static final String HERE = "io.peergrid.codec.*";

    record Dog(String name, Coat coat) {}

    enum Coat {
        SHORT,
        LONG {
            @Override
            public String toString() {
                return "long";
            }
        }
    }

    static final class OwnList extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    static final class Kennel {
        Object first;
        Object second;
    }

    static final class Nothing implements Serializable {
        static final Nothing INSTANCE = new Nothing();

        private Object readResolve() {
            return INSTANCE;
        }
    }

    private static ValueTypes types(String... patterns) {
        return new ValueTypes(List.of(), TypePatterns.of(List.of(patterns)), MAX_BYTES);
    }

    private static Object transfer(Object value, ValueTypes from, ValueTypes to) {
        return to.codec(Object.class).decode(from.codec(Object.class).encode(value));
    }

    @Test
    void aMemberThatNeverMetAClassReadsItByItsName() {
        Kennel kennel = new Kennel();
        kennel.first = List.of(new Dog("Rex", Coat.LONG), Coat.SHORT);
        kennel.second = new Dog[] {new Dog("Bo", Coat.LONG)};

        Kennel read = (Kennel) transfer(kennel, types(HERE), types(HERE));

        assertThat(read.first).isEqualTo(kennel.first);
        assertThat((Dog[]) read.second).containsExactly((Dog[]) kennel.second);
    }

    @Test
    void aValueWithoutClassesOfAnApplicationStaysAsItWas() {
        Map<String, Object> map = new HashMap<>(Map.of("a", 1));
        byte[] plain = new ValueTypes(List.of(), MAX_BYTES).codec(Object.class).encode(map);

        assertThat(types(HERE).codec(Object.class).encode(map)).isEqualTo(plain);
    }

    @Test
    void whatIsAllowedByClassIsReadByWhoAllowsItByPattern() {
        ValueTypes byClass = new ValueTypes(
                List.of(Dog.class), TypePatterns.of(List.of("io.peergrid.codec.NamedTypesTest")), MAX_BYTES);
        Dog dog = new Dog("Rex", Coat.SHORT);

        assertThat(transfer(dog, byClass, types(HERE))).isEqualTo(dog);
        assertThat(byClass.serializer().toBytes(dog))
                .isEqualTo(types(HERE).serializer().toBytes(dog));
    }

    @Test
    void aSingletonThatSaysSoStaysOne() {
        assertThat(transfer(Nothing.INSTANCE, types(HERE), types(HERE))).isSameAs(Nothing.INSTANCE);
    }

    @Test
    void theErrorSaysBothWaysToAllowAClass() {
        assertThatThrownBy(() -> types("com.acme.*").codec(Object.class).encode(new Dog("Rex", Coat.SHORT)))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("GridConfig.types(NamedTypesTest.Dog.class)")
                .hasMessageContaining("GridConfig.allowTypes(\"io.peergrid.codec.*\")");
    }

    @Test
    void aClassThatTheReaderDoesNotAllowIsNamed() {
        assertThatThrownBy(() -> transfer(new Dog("Rex", Coat.SHORT), types(HERE), types("com.acme.*")))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("io.peergrid.codec.NamedTypesTest$Dog, which this member does not allow");
    }

    @Test
    void aPatternDoesNotAllowWhatTheCodecHasToRefuse() {
        ValueTypes types = types("java.*", "jdk.*", HERE);
        Callable<String> lambda = () -> "x";

        for (Object refused :
                List.of(lambda, new OwnList(), new Exception("x"), Thread.currentThread(), new Object() {})) {
            assertThatThrownBy(() -> types.codec(Object.class).encode(refused))
                    .isInstanceOf(GridSerializationException.class);
        }
    }

    @Test
    void aNameFromTheWireLoadsNothingThatNoPatternMatches() {
        byte[] bytes = types(HERE).serializer().toBytes(new Dog("Rex", Coat.SHORT));
        byte[] other = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("io.peergrid.codec.NamedTypesTest$Do", "io.peergrid.codek.NamedTypesTest$Do")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> types(HERE).serializer().fromBytes(other))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("does not allow");
    }

    @Test
    void bytesThatAreCutOffAreRefused() {
        GridSerializer serializer = types(HERE).serializer();
        byte[] bytes = serializer.toBytes(new Dog("Rex", Coat.SHORT));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.fromBytes(cut)).isInstanceOf(GridSerializationException.class);
        }
    }

    @Test
    void aSerializerAllowsMoreThanItsMember() {
        GridSerializer none = types().serializer();
        Dog dog = new Dog("Rex", Coat.LONG);

        assertThatThrownBy(() -> none.toBytes(dog)).isInstanceOf(GridSerializationException.class);
        GridSerializer some = none.allowing(HERE).with(NamedTypesTest.class.getClassLoader());
        assertThat(some.fromBytes(some.toBytes(dog))).isEqualTo(dog);
        assertThat(some.fromBytes(none.allowing(Dog.class).toBytes(dog))).isEqualTo(dog);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", ".*", "com.acme.**", "com.*.Order", "com acme", "com.acme."})
    void aPatternNamesAPackageOrAClass(String pattern) {
        assertThatThrownBy(
                        () -> GridConfig.local().name("x").allowTypes(pattern).build())
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("com.acme.*");
    }
}
