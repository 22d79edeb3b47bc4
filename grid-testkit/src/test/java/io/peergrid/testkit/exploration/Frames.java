package io.peergrid.testkit.exploration;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every frame that was ever sent, by number: equal frames between the same members have one number. */
final class Frames {
    private static final int HEARTBEAT_ANSWER = 0x11;

    private final List<Frame> frames = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();

    record Frame(int from, int to, byte[] bytes) {
        /** Heartbeats and their answers. */
        boolean background() {
            return (bytes[0] & 0xff) <= HEARTBEAT_ANSWER;
        }
    }

    private record Key(int from, int to, ByteBuffer bytes) {}

    int number(int from, int to, byte[] bytes) {
        return numbers.computeIfAbsent(new Key(from, to, ByteBuffer.wrap(bytes)), unused -> {
            frames.add(new Frame(from, to, bytes));
            return frames.size() - 1;
        });
    }

    Frame get(int number) {
        return frames.get(number);
    }

    int size() {
        return frames.size();
    }
}
