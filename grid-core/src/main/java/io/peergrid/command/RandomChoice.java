package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Elements of a set-like collection by chance. */
public final class RandomChoice {
    /** With repetitions an answer could be of any length. */
    private static final int MOST_REPEATED = 1_000_000;

    private RandomChoice() {}

    /** @throws CommandException NOT_A_NUMBER, OUT_OF_RANGE */
    public static long count(Arguments arguments, int index) {
        long count = arguments.whole(index);
        if (count < -MOST_REPEATED) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "value is out of range");
        }
        return count;
    }

    /**
     * So many of the stored elements.
     *
     * @param count different ones if positive; repeated perhaps if negative
     */
    public static List<ByteSlice> of(ElementEdit from, long count, RandomGenerator random) {
        List<ByteSlice> chosen = new ArrayList<>();
        if (from.size() == 0 || count == 0) {
            return chosen;
        }
        if (count < 0) {
            for (long i = count; i < 0; i++) {
                chosen.add(from.pick(random.nextLong()));
            }
            return chosen;
        }
        if (count < from.size() / 3) {
            Set<Key> known = new HashSet<>();
            while (chosen.size() < count) {
                ByteSlice element = from.pick(random.nextLong());
                if (known.add(from.form().memberKey(element))) {
                    chosen.add(element);
                }
            }
            return chosen;
        }
        from.scan(0, element -> {
            chosen.add(element);
            return true;
        });
        return count >= chosen.size() ? chosen : shuffled(chosen, (int) count, random);
    }

    private static List<ByteSlice> shuffled(List<ByteSlice> all, int count, RandomGenerator random) {
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, all.size());
            ByteSlice one = all.get(i);
            all.set(i, all.get(other));
            all.set(other, one);
        }
        return all.subList(0, count);
    }
}
