package io.peergrid.testkit.exploration;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import io.peergrid.replication.Agreement;
import io.peergrid.replication.StateMachine;
import io.peergrid.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a member's objects hold in one canonical form: field by field, whatever class they are of, each object once.
 * Left out is what cannot influence what the member does: what its surroundings gave it, text for people, and memories of
 * results that are worked out again.
 */
final class Fingerprint {
    private static final Set<String> LEFT_OUT = Set.of(
            "Participant.majorityStatus",
            "Joining.status",
            "Joining.refusal",
            "Joining.answers",
            "Inbox.strangers",
            "ConfigurationChain.derived",
            "SlotTableRules.settled",
            "SlotStates.locks",
            "SlotTable.ranges",
            "SlotTable.mentioned");
    private static final Map<Class<?>, Shape> SHAPES = new HashMap<>();

    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
    private WireWriter out = new WireWriter(8_192);

    private record Shape(int number, boolean leftOut, List<Field> fields) {}

    private Fingerprint() {}

    static byte[] of(Object root) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.write(root);
        return fingerprint.out.toBytes();
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            out.u8(0);
        } else if (value instanceof Number number) {
            out.u8(1).fixed64(number.longValue());
        } else if (value instanceof Boolean bool) {
            out.u8(2).bool(bool);
        } else if (value instanceof Enum<?> constant) {
            out.u8(3).bytes(constant.name().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof String text) {
            out.u8(4).bytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof MemberId id) {
            out.u8(5).varLong(id.low());
        } else if (value instanceof Configuration<?> configuration) {
            out.u8(6)
                    .varLong(configuration.epoch())
                    .fixed64(configuration.hash().a());
        } else if (value instanceof Member member) {
            out.u8(7).varLong(member.id().low()).bool(member.voter());
            write(member.status());
        } else if (value.getClass().isArray()) {
            writeArray(value);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Collection<?> collection) {
            writeCollection(collection);
        } else if (!writeAtomic(value)) {
            writeObject(value);
        }
    }

    private void writeArray(Object array) {
        out.u8(8);
        int length = Array.getLength(array);
        out.varInt(length);
        if (array instanceof byte[] bytes) {
            out.bytes(bytes);
            return;
        }
        for (int i = 0; i < length; i++) {
            write(Array.get(array, i));
        }
    }

    private boolean writeAtomic(Object value) {
        if (value instanceof AtomicBoolean bool) {
            out.bool(bool.get());
        } else if (value instanceof AtomicLongArray array) {
            for (int i = 0; i < array.length(); i++) {
                out.fixed64(array.get(i));
            }
        } else if (value instanceof AtomicIntegerArray array) {
            for (int i = 0; i < array.length(); i++) {
                out.fixed64(array.get(i));
            }
        } else if (value instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                write(array.get(i));
            }
        } else if (value instanceof BitSet bits) {
            write(bits.toLongArray());
        } else if (value instanceof ByteBuffer buffer) {
            byte[] content = new byte[buffer.remaining()];
            buffer.duplicate().get(content);
            out.bytes(content);
        } else if (value instanceof ByteArrayOutputStream bytes) {
            out.bytes(bytes.toByteArray());
        } else if (value instanceof AtomicLong number) {
            out.fixed64(number.get());
        } else {
            return false;
        }
        return true;
    }

    private void writeMap(Map<?, ?> map) {
        out.u8(9).varInt(map.size());
        if (map instanceof SortedMap || map instanceof LinkedHashMap) {
            map.forEach((key, value) -> {
                write(key);
                write(value);
            });
            return;
        }
        List<Map.Entry<byte[], Object>> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.add(Map.entry(separately(entry.getKey()), entry.getValue()));
        }
        entries.sort(Map.Entry.comparingByKey(Arrays::compare));
        for (Map.Entry<byte[], Object> entry : entries) {
            out.bytes(entry.getKey());
            write(entry.getValue());
        }
    }

    private void writeCollection(Collection<?> collection) {
        out.u8(10).varInt(collection.size());
        boolean unordered = collection instanceof Set
                && !(collection instanceof SortedSet)
                && !(collection instanceof LinkedHashSet);
        if (!unordered) {
            collection.forEach(this::write);
            return;
        }
        List<byte[]> elements = new ArrayList<>();
        collection.forEach(element -> elements.add(separately(element)));
        elements.sort(Arrays::compare);
        elements.forEach(out::bytes);
    }

    /** Elements of what has no order are values: they refer to nothing that is written elsewhere. */
    private byte[] separately(@Nullable Object value) {
        WireWriter before = out;
        out = new WireWriter(64);
        write(value);
        byte[] written = out.toBytes();
        out = before;
        return written;
    }

    private void writeObject(Object value) {
        Shape shape = SHAPES.computeIfAbsent(value.getClass(), Fingerprint::shape);
        if (shape.leftOut) {
            return;
        }
        boolean isValue = value instanceof Record;
        Integer number = isValue ? null : seen.putIfAbsent(value, seen.size());
        if (number != null) {
            out.u8(11).varInt(number);
            return;
        }
        out.u8(12).varInt(shape.number);
        for (Field field : shape.fields) {
            try {
                write(field.get(value));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Shape shape(Class<?> type) {
        int number = SHAPES.size();
        if (isLeftOut(type)) {
            return new Shape(number, true, List.of());
        }
        if (!type.getName().startsWith("io.peergrid.")) {
            throw new IllegalStateException("no canonical form for " + type);
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean skipped = Modifier.isStatic(field.getModifiers())
                        || LEFT_OUT.contains(at.getSimpleName() + "." + field.getName());
                if (!skipped) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        fields.sort(Comparator.comparing(Field::getName));
        return new Shape(number, false, fields);
    }

    private static boolean isLeftOut(Class<?> type) {
        String name = type.getSimpleName();
        return type.isHidden()
                || type.isSynthetic()
                || type == Object.class
                || (name.endsWith("Rules") && !name.equals("SlotTableRules"))
                || name.endsWith("Settings")
                || name.endsWith("Policy")
                || Set.of("AssignmentPlanner", "ExploredMember").contains(name)
                || hasAny(type, Transport.class, Clock.class, Scheduler.class, RandomGenerator.class)
                || hasAny(type, ProcessWitness.class, Agreement.class)
                || Scheduler.Cancellable.class.isAssignableFrom(type)
                || (type.getSuperclass() != null
                        && type.getSuperclass().getSimpleName().endsWith("Rules"))
                || (StateMachine.class.isAssignableFrom(type) && !type.equals(WriteLog.class));
    }

    private static boolean hasAny(Class<?> type, Class<?>... kinds) {
        Set<Class<?>> found = new HashSet<>(Arrays.asList(kinds));
        return found.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }
}
