package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Operations gathered into requests: one owner, neighbouring numbers, bounded size. Not thread-safe. */
final class Requests {
    private final int maxBytes;
    private final Map<MemberId, List<List<Operation>>> byTarget = new LinkedHashMap<>();
    private final Map<MemberId, Integer> bytes = new LinkedHashMap<>();

    Requests(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds an operation; those of one target in ascending order of numbers. */
    void add(MemberId target, Operation operation) {
        List<List<Operation>> runs = byTarget.computeIfAbsent(target, member -> new ArrayList<>());
        List<Operation> last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        int size = operation.part.command().length;
        int held = bytes.getOrDefault(target, 0);
        if (last == null || last.get(last.size() - 1).number + 1 != operation.number || held + size > maxBytes) {
            last = new ArrayList<>();
            runs.add(last);
            held = 0;
        }
        last.add(operation);
        bytes.put(target, held + size);
    }

    void forEach(BiConsumer<MemberId, List<Operation>> action) {
        byTarget.forEach((target, runs) -> runs.forEach(run -> action.accept(target, run)));
    }
}
