package io.peergrid.testkit.exploration;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The states in which single members can be, by number, and what each input makes of them. A state is the inputs that led to it:
 * a member is put there by giving them to a new one. States are equal if their {@linkplain Fingerprint canonical form} is. What an
 * input makes of a state is worked out once by the product's code and remembered, for a great many states of the grid differ in
 * other members only.
 */
final class MemberStates {
    private static final int ALIVE_MAX = 3_000;

    private final Setting setting;
    private final Frames frames;
    private final List<State> states = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<Input, Integer> inputNumbers = new HashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<Long, Step> steps = new HashMap<>();
    private final int[] roots;
    private long executions;
    /** Members that stand in a state just now. */
    private final LinkedHashMap<Integer, ExploredMember> alive = new LinkedHashMap<>();

    /** What happens to one member. */
    sealed interface Input {
        long nowNanos();

        record Start(long nowNanos) implements Input {}

        record Poll(long nowNanos) implements Input {}

        record Receive(int frame, long nowNanos) implements Input {}

        record Disconnected(int peer, long nowNanos) implements Input {}

        record Write(int caller, int number, long nowNanos) implements Input {}
    }

    private record Key(int member, long high, long low) {}

    private record State(int member, int before, int input, MemberView view) {}

    /** What an input makes of a state. */
    record Step(int state, int[] sent, Fact[] facts) {}

    MemberStates(Setting setting, Frames frames) {
        this.setting = setting;
        this.frames = frames;
        roots = new int[setting.members()];
        for (int member = 0; member < roots.length; member++) {
            roots[member] = number(new ExploredMember(member, setting, frames), -1, -1);
        }
    }

    /** Before its start. */
    int root(int member) {
        return roots[member];
    }

    int size() {
        return states.size();
    }

    /** How often an input was really given to a member in a state. */
    int steps() {
        return steps.size();
    }

    /** Inputs given to members, those to get them into a state included. */
    long executions() {
        return executions;
    }

    MemberView view(int state) {
        return states.get(state).view;
    }

    /** By number, for the hot path. */
    int input(Input input) {
        Integer known = inputNumbers.putIfAbsent(input, inputs.size());
        if (known == null) {
            inputs.add(input);
            return inputs.size() - 1;
        }
        return known;
    }

    Step step(int state, int input) {
        long key = ((long) state << 32) | input;
        Step known = steps.get(key);
        if (known == null) {
            known = execute(state, input);
            steps.put(key, known);
        }
        return known;
    }

    private Step execute(int state, int input) {
        ExploredMember member = member(state);
        give(member, inputs.get(input));
        int[] sent = member.takeSent().stream().mapToInt(Integer::intValue).toArray();
        Fact[] facts = member.takeFacts().toArray(new Fact[0]);
        int next = number(member, state, input);
        alive.put(next, member);
        if (alive.size() > ALIVE_MAX) {
            alive.remove(alive.keySet().iterator().next());
        }
        return new Step(next, sent, facts);
    }

    private ExploredMember member(int state) {
        ExploredMember standing = alive.remove(state);
        if (standing != null) {
            return standing;
        }
        List<Integer> path = new ArrayList<>();
        int at = state;
        while (states.get(at).before >= 0) {
            path.add(states.get(at).input);
            at = states.get(at).before;
        }
        ExploredMember member = new ExploredMember(states.get(state).member, setting, frames);
        for (int i = path.size() - 1; i >= 0; i--) {
            give(member, inputs.get(path.get(i)));
        }
        member.takeSent();
        member.takeFacts();
        return member;
    }

    private void give(ExploredMember member, Input input) {
        executions++;
        if (input instanceof Input.Receive receive) {
            Frames.Frame frame = frames.get(receive.frame());
            member.receive(frame.from(), frame.bytes(), receive.nowNanos());
        } else if (input instanceof Input.Poll poll) {
            member.poll(poll.nowNanos());
        } else if (input instanceof Input.Start start) {
            member.start(start.nowNanos());
        } else if (input instanceof Input.Disconnected gone) {
            member.disconnected(gone.peer(), gone.nowNanos());
        } else if (input instanceof Input.Write write) {
            member.write(write.caller(), write.number(), write.nowNanos());
        }
    }

    private int number(ExploredMember member, int before, int input) {
        Key key = key(member);
        Integer known = numbers.putIfAbsent(key, states.size());
        if (known != null) {
            return known;
        }
        states.add(new State(member.index, before, input, MemberView.of(member)));
        return states.size() - 1;
    }

    /** Whether a member that gets the same inputs once more comes to the same state. */
    boolean repeats(int state) {
        alive.clear();
        return Objects.equals(numbers.get(key(member(state))), state);
    }

    private static Key key(ExploredMember member) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(Fingerprint.of(member.state())));
            return new Key(member.index, hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
