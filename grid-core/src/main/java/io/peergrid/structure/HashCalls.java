package io.peergrid.structure;

import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Value;
import io.peergrid.command.hash.HashCommands;
import io.peergrid.map.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a hash does. Immutable. */
record HashCalls<F, V>(KeyCalls key, Members<F> fields, TypedValues<V> values, Seeds seeds) {

    Call<?, Boolean> put(F field, V value) {
        return key.call(HashCommands.SET, Answers::flag, fields.encode(field), values.encode(value));
    }

    Call<?, Integer> putAll(Map<? extends F, ? extends V> all) {
        List<Value> arguments = new ArrayList<>(all.size() * 2);
        all.forEach((field, value) -> {
            arguments.add(fields.encode(field));
            arguments.add(values.encode(value));
        });
        return key.call(HashCommands.SET, Answers::size, arguments);
    }

    Call<?, Boolean> putIfAbsent(F field, V value) {
        return key.call(HashCommands.SET_IF_ABSENT, Answers::flag, fields.encode(field), values.encode(value));
    }

    Call<?, @Nullable V> get(F field) {
        return key.call(HashCommands.GET, values::decode, fields.encode(field));
    }

    Call<?, Map<F, V>> getAll(Collection<? extends F> wanted) {
        List<F> order = List.copyOf(wanted);
        return key.call(
                HashCommands.MULTI_GET,
                answer -> {
                    List<Value> items = Answers.items(answer);
                    Map<F, V> found = new LinkedHashMap<>();
                    for (int i = 0; i < items.size(); i++) {
                        V value = values.decode(items.get(i));
                        if (value != null) {
                            found.put(order.get(i), value);
                        }
                    }
                    return found;
                },
                fields.encodeAll(order));
    }

    Call<?, Boolean> remove(F field) {
        return key.call(HashCommands.DELETE, Answers::flag, fields.encode(field));
    }

    Call<?, Integer> removeAll(Collection<? extends F> gone) {
        return key.call(HashCommands.DELETE, Answers::size, fields.encodeAll(gone));
    }

    Call<?, Boolean> containsField(F field) {
        return key.call(HashCommands.EXISTS, Answers::flag, fields.encode(field));
    }

    Call<?, Integer> size() {
        return key.call(HashCommands.LENGTH, Answers::size);
    }

    Call<?, Integer> valueLength(F field) {
        return key.call(HashCommands.VALUE_LENGTH, Answers::size, fields.encode(field));
    }

    Call<?, Map<F, V>> toMap() {
        return key.call(HashCommands.GET_ALL, answer -> {
            Map<F, V> all = new LinkedHashMap<>();
            pairs(Answers.items(answer)).forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all;
        });
    }

    Call<?, Set<F>> allFields() {
        return key.call(HashCommands.KEYS, answer -> new LinkedHashSet<>(fields.decodeAll(answer)));
    }

    Call<?, List<V>> allValues() {
        return key.call(
                HashCommands.VALUES,
                answer -> Answers.items(answer).stream().map(this::value).toList());
    }

    Call<?, Long> addAndGet(F field, long delta) {
        return key.call(HashCommands.INCREMENT, Answers::whole, fields.encode(field), Value.of(delta));
    }

    Call<?, BigDecimal> addAndGet(F field, BigDecimal delta) {
        return key.call(
                HashCommands.INCREMENT_FLOAT, Answers::decimal, fields.encode(field), Value.of(delta.toString()));
    }

    Call<?, @Nullable F> randomField() {
        return key.seeded(seeds.next(), HashCommands.RANDOM, fields::decode);
    }

    Call<?, List<F>> randomFields(int count) {
        return key.seeded(seeds.next(), HashCommands.RANDOM, fields::decodeAll, Value.of(count));
    }

    Call<?, ScanPage<Map.Entry<F, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return key.call(
                HashCommands.SCAN, answer -> Scans.page(answer, this::pairs), Scans.arguments(cursor, pattern, count));
    }

    private List<Map.Entry<F, V>> pairs(List<Value> items) {
        List<Map.Entry<F, V>> pairs = new ArrayList<>(items.size() / 2);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            pairs.add(Map.entry(Objects.requireNonNull(fields.decode(items.get(i))), value(items.get(i + 1))));
        }
        return pairs;
    }

    private V value(Value answer) {
        return Objects.requireNonNull(values.decode(answer), "a field without a value");
    }
}
