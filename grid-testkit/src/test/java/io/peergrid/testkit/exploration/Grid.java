package io.peergrid.testkit.exploration;

import io.peergrid.membership.AgreementWindow;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.MemberId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a grid in one state, and what comes of it. Heartbeats and their answers are exchanged within the step in
 * which they are sent, unless a link is cut or one of them is held; every other message is under way until it is delivered, in
 * any order, or never.
 */
final class Grid {
    private static final int KIND_SHIFT = 32;
    private static final int NOBODY = -1;
    private static final MemberId CLUSTER = new MemberId(7, 7);
    /** Of a crash: the others' connections to the member close at once. */
    static final int NOTICED = 0x10;

    final Setting setting;
    final Frames frames = new Frames();
    final MemberStates states;
    final Links links;
    final Invariants invariants;
    private final Bounds bounds;
    private final List<Ghost> ghosts = new ArrayList<>();
    private final Map<Ghost, Integer> ghostNumbers = new HashMap<>();
    private final @Nullable MemberView[] views;
    private int background;
    private @Nullable List<String> told;

    /** What can happen; a choice is its kind and a number. */
    enum Kind {
        TICK,
        DELIVER,
        DUPLICATE,
        LINKS,
        CRASH,
        START,
        WRITE,
        DISCONNECT
    }

    private static final Kind[] KINDS = Kind.values();

    Grid(Setting setting, Bounds bounds) {
        this.setting = setting;
        this.bounds = bounds;
        states = new MemberStates(setting, frames);
        links = new Links(setting.members());
        invariants = new Invariants(setting.policy());
        views = new MemberView[setting.members()];
    }

    @SuppressWarnings("EnumOrdinal") // Choices last as long as the process.
    static long choice(Kind kind, int argument) {
        return ((long) kind.ordinal() << KIND_SHIFT) | argument;
    }

    static Kind kind(long choice) {
        return KINDS[(int) (choice >>> KIND_SHIFT)];
    }

    int ghosts() {
        return ghosts.size();
    }

    private int number(Ghost ghost) {
        Integer known = ghostNumbers.putIfAbsent(ghost, ghosts.size());
        if (known == null) {
            ghosts.add(ghost);
            return ghosts.size() - 1;
        }
        return known;
    }

    /** The founders, each with the first configuration, at time 0. */
    World beginning() {
        World world = new World(setting.members());
        world.ghost = number(Ghost.BEGINNING);
        SlotTableRules bodies = setting.bodies();
        Configuration<SlotTable> first = AgreementWindow.founded(CLUSTER, setting.firstMembers(), setting.firstTable());
        Run run = new Run(world, NOBODY, NOBODY);
        for (int member = 0; member < setting.members(); member++) {
            world.members[member] = states.root(member);
        }
        for (int member = 0; member < setting.founders(); member++) {
            world.running |= 1 << member;
            run.give(member, new MemberStates.Input.Start(0));
            int from = member == 0 ? 1 : 0;
            byte[] full = AgreementWindow.full(first, bodies, Setting.id(from), Setting.id(member));
            run.give(member, new MemberStates.Input.Receive(frames.number(from, member, full), 0));
        }
        world.frames = new int[0];
        return world;
    }

    /** Every choice in a state, within the bounds; {@code ticksFrom} is where the count of ticks begins. */
    void choices(World world, int ticksFrom, LongConsumer to) {
        for (int frame : world.frames) {
            to.accept(choice(Kind.DELIVER, frame));
            if (world.duplicates < bounds.duplicates()) {
                to.accept(choice(Kind.DUPLICATE, frame));
            }
        }
        if (world.tick - ticksFrom < bounds.ticks()) {
            ticks(world, to);
        }
        for (int member = 0; member < setting.members(); member++) {
            if (world.runs(member)) {
                memberChoices(world, member, to);
            } else if (world.starts < bounds.starts() && world.members[member] == states.root(member)) {
                to.accept(choice(Kind.START, member));
            }
        }
        if (world.cuts < bounds.cuts()) {
            for (int mode = 0; mode < links.modes(); mode++) {
                if (mode != world.links) {
                    to.accept(choice(Kind.LINKS, mode));
                }
            }
        }
    }

    private void ticks(World world, LongConsumer to) {
        to.accept(choice(Kind.TICK, 0));
        if (world.held < bounds.held()) {
            apply(world, choice(Kind.TICK, 0));
            int exchanged = background;
            for (int held = 0; held < exchanged; held++) {
                to.accept(choice(Kind.TICK, (held + 1) << 4));
            }
        }
        if (world.pauses < bounds.pauses()) {
            for (int member = 0; member < setting.members(); member++) {
                if (world.runs(member)) {
                    to.accept(choice(Kind.TICK, member + 1));
                }
            }
        }
    }

    private void memberChoices(World world, int member, LongConsumer to) {
        if (world.crashes < bounds.crashes()) {
            to.accept(choice(Kind.CRASH, member));
            to.accept(choice(Kind.CRASH, member | NOTICED));
        }
        if (world.writes < bounds.writes()
                && states.view(world.members[member]).copy().isLed()) {
            to.accept(choice(Kind.WRITE, member));
        }
        if (world.disconnections < bounds.disconnections()) {
            for (int peer = 0; peer < setting.members(); peer++) {
                if (peer != member) {
                    to.accept(choice(Kind.DISCONNECT, member << 4 | peer));
                }
            }
        }
    }

    /** The state after a choice. @throws BrokenInvariant if it must not be */
    World apply(World before, long choice) {
        World world = before.copy();
        int argument = (int) choice;
        Run run = new Run(world, NOBODY, NOBODY);
        switch (kind(choice)) {
            case TICK -> {
                int sleeper = (argument & 0xf) - 1;
                int held = (argument >> 4) - 1;
                world.pauses += sleeper >= 0 ? 1 : 0;
                world.held += held >= 0 ? 1 : 0;
                world.tick++;
                run = new Run(world, sleeper, held);
                for (int member = 0; member < setting.members(); member++) {
                    if (world.runs(member) && member != sleeper) {
                        run.give(member, new MemberStates.Input.Poll(world.nowNanos()));
                    }
                }
                run.exchange();
            }
            case DELIVER -> {
                world.remove(argument);
                deliver(run, argument);
            }
            case DUPLICATE -> {
                world.duplicates++;
                deliver(run, argument);
            }
            case LINKS -> {
                world.cuts++;
                world.links = argument;
            }
            case CRASH -> {
                int member = argument & 0xf;
                world.crashes++;
                world.running &= ~(1 << member);
                dropFramesTo(world, member);
                if ((argument & NOTICED) != 0) {
                    connectionsClose(run, member);
                }
            }
            case START -> {
                world.starts++;
                world.running |= 1 << argument;
                run.give(argument, new MemberStates.Input.Start(world.nowNanos()));
                run.exchange();
            }
            case WRITE -> {
                world.writes++;
                int caller = setting.founders() - 1;
                run.give(argument, new MemberStates.Input.Write(caller, world.writes, world.nowNanos()));
                run.exchange();
            }
            case DISCONNECT -> {
                world.disconnections++;
                run.give(argument >> 4, new MemberStates.Input.Disconnected(argument & 0xf, world.nowNanos()));
                run.exchange();
            }
        }
        look(world);
        background = run.exchanged;
        return world;
    }

    private void connectionsClose(Run run, int member) {
        for (int other = 0; other < setting.members(); other++) {
            if (run.world.runs(other)) {
                run.give(other, new MemberStates.Input.Disconnected(member, run.world.nowNanos()));
            }
        }
        run.exchange();
    }

    private void deliver(Run run, int frame) {
        int to = frames.get(frame).to();
        if (run.world.runs(to)) {
            run.give(to, new MemberStates.Input.Receive(frame, run.world.nowNanos()));
            run.exchange();
        }
    }

    private void dropFramesTo(World world, int member) {
        int[] kept = new int[world.frames.length];
        int count = 0;
        for (int frame : world.frames) {
            if (frames.get(frame).to() != member) {
                kept[count++] = frame;
            }
        }
        world.frames = Arrays.copyOf(kept, count);
    }

    /** Frames from one member to another. */
    int[] underWay(World world, int from, int to) {
        return Arrays.stream(world.frames)
                .filter(frame ->
                        frames.get(frame).from() == from && frames.get(frame).to() == to)
                .toArray();
    }

    private void look(World world) {
        for (int member = 0; member < views.length; member++) {
            views[member] = world.runs(member) ? states.view(world.members[member]) : null;
        }
        Ghost before = ghosts.get(world.ghost);
        Ghost after = invariants.check(views, before, world.nowNanos());
        world.ghost = after.equals(before) ? world.ghost : number(after);
    }

    /** As {@link #apply}, and what happens in it in words. */
    List<String> tell(World before, long choice) {
        List<String> story = new ArrayList<>();
        told = story;
        try {
            apply(before, choice);
        } catch (BrokenInvariant broken) {
            story.add("BROKEN " + broken.getMessage());
        } finally {
            told = null;
        }
        return story;
    }

    /** What is chosen, in words. */
    String describe(World before, long choice) {
        int argument = (int) choice;
        return switch (kind(choice)) {
            case TICK -> {
                int sleeper = (argument & 0xf) - 1;
                int held = (argument >> 4) - 1;
                yield "time goes on to " + (before.tick + 1) * Setting.TICK / 1_000_000 + " ms"
                        + (sleeper >= 0 ? ", " + Setting.name(sleeper) + " sleeps" : "")
                        + (held >= 0 ? ", one heartbeat or answer (" + held + ") is held" : "");
            }
            case DELIVER -> Texts.frame(frames.get(argument));
            case DUPLICATE -> Texts.frame(frames.get(argument)) + " (and once more later)";
            case LINKS -> "links: " + links.name(argument);
            case CRASH ->
                Setting.name(argument & 0xf) + " crashes"
                        + ((argument & NOTICED) == 0 ? ", unnoticed" : ", its connections close");
            case START -> Setting.name(argument) + " starts";
            case WRITE -> "write " + (before.writes + 1) + " at " + Setting.name(argument);
            case DISCONNECT -> Setting.name(argument >> 4) + " loses its connection to " + Setting.name(argument & 0xf);
        };
    }

    /** One step: what members do, and the heartbeats that follow from it. */
    private final class Run {
        final World world;
        private final int sleeper;
        private final int held;
        private final ArrayDeque<Integer> due = new ArrayDeque<>();
        int exchanged;

        Run(World world, int sleeper, int held) {
            this.world = world;
            this.sleeper = sleeper;
            this.held = held;
        }

        void give(int member, MemberStates.Input input) {
            MemberStates.Step step = states.step(world.members[member], states.input(input));
            world.members[member] = step.state();
            for (Fact fact : step.facts()) {
                learn(member, fact, step.state());
            }
            for (int frame : step.sent()) {
                send(frame);
            }
        }

        private void send(int number) {
            Frames.Frame frame = frames.get(number);
            if (frame.background()) {
                due.add(number);
            } else if (!links.isCut(world.links, frame.from(), frame.to()) && world.runs(frame.to())) {
                world.send(number, bounds.inFlight());
            }
        }

        void exchange() {
            Integer next = due.poll();
            while (next != null) {
                Frames.Frame frame = frames.get(next);
                boolean passes = !links.isCut(world.links, frame.from(), frame.to())
                        && world.runs(frame.to())
                        && frame.to() != sleeper;
                if (passes && exchanged++ == held) {
                    world.send(next, bounds.inFlight());
                } else if (passes) {
                    give(frame.to(), new MemberStates.Input.Receive(next, world.nowNanos()));
                }
                next = due.poll();
            }
        }

        private void learn(int member, Fact fact, int state) {
            List<String> story = told;
            String text = story == null ? null : Fact.text(fact);
            if (story != null && text != null) {
                story.add(Setting.name(member) + " " + text);
            }
            if (fact instanceof Fact.Note) {
                return;
            } else if (fact instanceof Fact.Broken broken) {
                throw new BrokenInvariant(broken.what() + " (" + Setting.name(member) + ")");
            }
            Ghost before = ghosts.get(world.ghost);
            Ghost after = learned(member, fact, state, before);
            if (!after.equals(before)) {
                world.ghost = number(after);
            }
        }

        private Ghost learned(int member, Fact fact, int state, Ghost before) {
            if (fact instanceof Fact.Elected elected) {
                return before.elected(member, elected.epoch(), elected.term());
            } else if (fact instanceof Fact.Accepted accepted) {
                invariants.met(accepted.successor());
                int epoch = (int) accepted.successor().epoch();
                if (epoch > before.chosen().size()) {
                    throw new BrokenInvariant("I5: " + Setting.name(member) + " accepts epoch " + epoch);
                }
                Configuration<SlotTable> predecessor =
                        invariants.known(before.chosen().get(epoch - 1));
                Ghost after = before.accepted(member, accepted.term(), accepted.successor(), predecessor);
                if (after.chosen().size() > before.chosen().size()) {
                    invariants.step(predecessor, accepted.successor());
                }
                return after;
            } else if (fact instanceof Fact.Installed installed) {
                invariants.met(installed.now());
                return before.installed(member, installed.now());
            } else if (fact instanceof Fact.Acknowledged acknowledged) {
                invariants.acknowledged(member, states.view(state), acknowledged.leased(), acknowledged.write());
                return before.acknowledged(acknowledged.write());
            }
            return before;
        }
    }
}
