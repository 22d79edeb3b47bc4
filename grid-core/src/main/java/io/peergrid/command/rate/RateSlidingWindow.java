package io.peergrid.command.rate;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * RATE.SLIDING name n limit millis: allows n calls if no more than the limit are in any window of that length that ends now. The window is counted in
 * {@value #PARTS} parts, and a part leaves it as a whole when its last millisecond does: never more than the limit in any window, and what was used comes back by a
 * part of the window late at most. Answers allowed, remaining, milliseconds to wait. O(1).
 */
final class RateSlidingWindow extends DataCommand {
    static final int PARTS = 32;

    private static final byte KIND = 2;

    RateSlidingWindow(int number) {
        super(number, "RATE.SLIDING", -4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = RateState.key(arguments);
        long asked = RateState.count(arguments, 1, "the number of calls");
        long limit = RateState.count(arguments, 2, "the limit");
        long window = RateState.period(arguments, 3);
        RateState.checkPossible(asked, limit);
        long now = execution.nowMillis();
        Parts parts = new Parts(window, now);
        WireReader in = RateState.find(execution, key, KIND);
        if (in != null) {
            parts.read(in);
        }
        if (parts.used + asked > limit) {
            return RateState.refused(limit - parts.used, parts.untilFree(parts.used + asked - limit) - now);
        }
        parts.add(asked);
        RateState.put(execution, key, parts.write(), parts.end(parts.present));
        return RateState.allowed(limit - parts.used);
    }

    /** Calls by part, numbered by their time; the oldest that counts is at 0. */
    private static final class Parts {
        private final long window;
        private final long length;
        private final long present;
        private final long oldest;
        private final long[] counts;
        private long used;

        Parts(long window, long now) {
            this.window = window;
            length = (window + PARTS - 1) / PARTS;
            present = now / length;
            // A part counts until the window has passed since its last millisecond.
            oldest = Math.floorDiv(now - window, length);
            counts = new long[(int) (present - oldest) + 1];
        }

        /** When a part leaves the window. */
        long end(long part) {
            return (part + 1) * length + window;
        }

        /** Of a window of another length nothing is known but the number: it counts as if made now. */
        void read(WireReader in) {
            boolean same = in.varLong() == window;
            long first = in.fixed64();
            int size = in.count(1);
            for (int i = 0; i < size; i++) {
                long part = same ? first + i : present;
                long count = in.varLong();
                if (part >= oldest) {
                    int at = (int) Math.min(part - oldest, counts.length - 1);
                    counts[at] += count;
                    used += count;
                }
            }
        }

        void add(long calls) {
            counts[counts.length - 1] += calls;
            used += calls;
        }

        /** When so many of those that count have left the window. */
        long untilFree(long wanted) {
            long freed = 0;
            int at = -1;
            while (freed < wanted) {
                freed += counts[++at];
            }
            return end(oldest + at);
        }

        WireWriter write() {
            int from = 0;
            while (counts[from] == 0) {
                from++;
            }
            WireWriter out = RateState.begin(KIND).varLong(window).fixed64(oldest + from);
            out.varInt(counts.length - from);
            for (int i = from; i < counts.length; i++) {
                out.varLong(counts[i]);
            }
            return out;
        }
    }
}
