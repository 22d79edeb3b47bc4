package io.peergrid.structure;

import io.peergrid.codec.KeyCodec;
import io.peergrid.command.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields of hashes and elements of sets as plain bytes: two are equal exactly if their bytes are. Thread-safe. */
record Members<E>(KeyCodec<E> codec) {

    Value encode(E member) {
        return Value.of(codec.encode(member));
    }

    List<Value> encodeAll(Collection<? extends E> members) {
        List<Value> encoded = new ArrayList<>(members.size());
        for (E member : members) {
            encoded.add(encode(member));
        }
        return encoded;
    }

    @Nullable
    E decode(Value answer) {
        byte[] bytes = Answers.bytes(answer);
        return bytes == null ? null : codec.decode(bytes);
    }

    List<E> decodeAll(Value answer) {
        return decodeAll(Answers.items(answer));
    }

    List<E> decodeAll(List<Value> answers) {
        List<E> members = new ArrayList<>(answers.size());
        for (Value answer : answers) {
            members.add(Objects.requireNonNull(decode(answer), "a list with nothing in it"));
        }
        return members;
    }
}
