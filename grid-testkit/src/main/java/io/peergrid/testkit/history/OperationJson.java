package io.peergrid.testkit.history;

import io.peergrid.testkit.history.Operation.Result;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation as one line of JSON, and back. */
final class OperationJson {
    private static final Set<String> ALWAYS = Set.of("process", "op", "key", "start_ns", "end_ns", "outcome");

    private OperationJson() {}

    static String encode(Operation operation) {
        Action action = operation.action();
        FlatJson.Writer json = new FlatJson.Writer();
        json.field("process", operation.process());
        json.field("op", action.kind().name().toLowerCase(Locale.ROOT));
        json.field("key", action.key());
        switch (action.kind()) {
            case WRITE, INCR -> json.field("value", action.value());
            case CAS -> json.field("from", action.from()).field("to", action.to());
            case READ, DELETE -> {}
        }
        json.field("start_ns", operation.startNanos());
        json.field("end_ns", operation.endNanos());
        json.field("outcome", operation.outcome().name().toLowerCase(Locale.ROOT));
        Result result = operation.result();
        if (result != null) {
            json.field("result", result.value());
        }
        return json.finish();
    }

    /** @throws IllegalArgumentException with what is wrong with the line */
    static Operation decode(String line) {
        Map<String, @Nullable Object> fields = FlatJson.read(line);
        Action.Kind kind = named(Action.Kind.class, fields, "op");
        requireFields(kind, fields);
        Object value = fields.get("value");
        Action action = new Action(kind, text(fields, "key"), value, fields.get("from"), fields.get("to"));
        return new Operation(
                text(fields, "process"),
                action,
                number(fields, "start_ns"),
                number(fields, "end_ns"),
                named(Outcome.class, fields, "outcome"),
                fields.containsKey("result") ? new Result(fields.get("result")) : null);
    }

    private static void requireFields(Action.Kind kind, Map<String, @Nullable Object> fields) {
        Set<String> expected = new HashSet<>(ALWAYS);
        switch (kind) {
            case WRITE, INCR -> expected.add("value");
            case CAS -> expected.addAll(Set.of("from", "to"));
            case READ, DELETE -> {}
        }
        for (String name : expected) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException("field \"" + name + "\" is missing");
            }
        }
        for (String name : fields.keySet()) {
            if (!expected.contains(name) && !name.equals("result")) {
                throw new IllegalArgumentException("field \"" + name + "\" does not belong to a "
                        + kind.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static <E extends Enum<E>> E named(Class<E> type, Map<String, @Nullable Object> fields, String field) {
        String text = text(fields, field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("field \"" + field + "\" is \"" + text + "\", which nobody knows");
    }

    private static String text(Map<String, @Nullable Object> fields, String field) {
        if (fields.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("field \"" + field + "\" must be a string");
    }

    private static long number(Map<String, @Nullable Object> fields, String field) {
        if (fields.get(field) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("field \"" + field + "\" must be an integer");
    }
}
