package io.peergrid.differential;

import io.peergrid.command.Command;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.DataCommands;
import io.peergrid.command.Invocation;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.KeyspaceStateMachine;
import io.peergrid.command.LearnerCopy;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.replication.StateMachine.ReadResult;
import io.peergrid.replication.StateMachine.SnapshotPart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One slot of the grid that moves all the time: a primary, a replica that applies its effects, and again and again a learner that gets a copy part
 * by part while commands go on, and then is the primary.
 */
class GridSide implements Side {
    private static final int SLOT = 0;
    private static final int PART_BYTES = 700;

    private final LongSupplier clock;
    private KeyspaceStateMachine primary = machine();
    private KeyspaceStateMachine replica = machine();
    private LearnerCopy copy;
    private long version;
    private long seed;

    GridSide(LongSupplier clock) {
        this.clock = clock;
    }

    private static KeyspaceStateMachine machine() {
        return new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(1L << 30));
    }

    @Override
    public void reset() {
        primary = machine();
        replica = machine();
        copy = null;
        version = 0;
        seed = 0;
    }

    @Override
    public String call(List<byte[]> words) {
        move();
        DataCommand command = DataCommands.named(new String(words.get(0), StandardCharsets.ISO_8859_1));
        if (command == null) {
            return Reply.error("ERR unknown command");
        }
        Value[] arguments = words.stream().skip(1).map(Value::of).toArray(Value[]::new);
        Invocation invocation = command.of(arguments).withSeed(++seed);
        byte[] answer = execute(invocation);
        try {
            return shown(invocation.result(answer));
        } catch (CommandException refused) {
            String kind =
                    switch (refused.code()) {
                        case WRONG_TYPE -> "WRONGTYPE ";
                        case CORRUPTED -> "INVALIDOBJ ";
                        case NO_GROUP -> "NOGROUP ";
                        case GROUP_EXISTS -> "BUSYGROUP ";
                        default -> "ERR ";
                    };
            return Reply.error(kind + refused.getMessage());
        }
    }

    /** The answer's bytes. */
    byte[] execute(Command<?> asked) {
        byte[] command = asked.toBytes();
        if (!asked.isMutation()) {
            ReadResult read = primary.read(SLOT, command, clock.getAsLong());
            if (read.result() != null) {
                return read.result();
            }
        }
        Decision decision = primary.decide(SLOT, command, ++version, clock.getAsLong());
        primary.apply(SLOT, version, decision.effects());
        replica.apply(SLOT, version, decision.effects());
        if (copy != null) {
            copy.learner().apply(SLOT, version, decision.effects());
        }
        return decision.result();
    }

    /** The next part of a copy; after the last one the copy takes over. */
    private void move() {
        if (copy == null) {
            copy = new LearnerCopy(machine(), SLOT);
        }
        if (copy.takesLastPart(primary, PART_BYTES)) {
            KeyspaceStateMachine complete = copy.end();
            checkSame("learner", primary, complete);
            checkSame("replica", primary, replica);
            primary = complete;
            copy = null;
        }
    }

    private static void checkSame(String which, KeyspaceStateMachine one, KeyspaceStateMachine other) {
        if (!content(one).equals(content(other))) {
            throw new AssertionError("the " + which + " differs: " + shown(one) + " and " + shown(other));
        }
    }

    /** Bytes that are equal if their content is. */
    private static final class Bytes {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content == null ? new byte[0] : content;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }
    }

    private static List<Bytes> content(KeyspaceStateMachine machine) {
        List<Bytes> parts = new ArrayList<>();
        byte[] from = null;
        do {
            SnapshotPart part = machine.snapshot(SLOT, from, 100_000);
            parts.add(new Bytes(part.part()));
            from = part.cursor();
        } while (from != null);
        return parts;
    }

    private static String shown(KeyspaceStateMachine machine) {
        return content(machine).stream()
                .map(part -> Reply.escaped(part.content))
                .toList()
                .toString();
    }

    private static String shown(Value value) {
        if (value instanceof Value.Whole whole) {
            return Reply.whole(whole.number());
        } else if (value instanceof Value.Bytes plain) {
            return Reply.bulk(plain.bytes().toBytes());
        } else if (value instanceof Value.Stored stored) {
            return Reply.bulk(StringValues.plain(stored.tagged()).toBytes());
        } else if (value instanceof Value.Status status) {
            return Reply.status(status.word());
        } else if (value instanceof Value.Real real) {
            return Reply.bulk(Reply.bytes(shown(real.number())));
        } else if (value instanceof Value.Items items) {
            return Reply.items(items.values().stream().map(GridSide::shown).toList());
        }
        return Reply.NIL;
    }

    /** As C's %.17g, which Redis 7.0 replies with. */
    private static String shown(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(number)
                .round(new MathContext(17, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 17) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (number < 0 ? "-" : "")
                + mantissa
                + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
