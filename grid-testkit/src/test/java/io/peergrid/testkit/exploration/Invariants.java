package io.peergrid.testkit.exploration;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Digest;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.CopyWindow.Service;
import io.peergrid.replication.SlotCopy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold in every state that can be reached, and of every configuration that was chosen. */
final class Invariants {
    private final SlotPolicy policy;
    private final Map<Digest, Configuration<SlotTable>> configurations = new HashMap<>();

    Invariants(SlotPolicy policy) {
        this.policy = policy;
    }

    void met(Configuration<SlotTable> configuration) {
        configurations.putIfAbsent(configuration.hash(), configuration);
    }

    Configuration<SlotTable> known(Digest hash) {
        return Objects.requireNonNull(configurations.get(hash));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new BrokenInvariant(what);
        }
    }

    /** A successor was chosen (I7, I16, I21). */
    void step(Configuration<SlotTable> before, Configuration<SlotTable> now) {
        SlotAssignment was = before.body().assignment(0);
        SlotAssignment is = now.body().assignment(0);
        String what =
                ", from epoch " + before.epoch() + " with " + Texts.assignment(before) + " to " + Texts.assignment(now);
        require(!is.inSync().isEmpty(), "I21: nobody in sync" + what);
        require(
                is.eligible().isEmpty() || is.inSync().size() < policy.effectiveMinInSync(now.members()),
                "I21: eligible with enough in sync" + what);
        for (MemberId member : is.inSync()) {
            boolean held = was.inSync().contains(member)
                    || was.learners().contains(member)
                    || was.eligible().contains(member);
            require(held, "I7: " + Texts.names(List.of(member)) + " is in sync without having learned" + what);
        }
        MemberId primary = is.primary();
        if (primary != null && !primary.equals(was.primary())) {
            boolean held = was.inSync().contains(primary) || was.eligible().contains(primary);
            require(held, "I16: primary without the data" + what);
            require(is.slotTerm() == now.epoch(), "slotTerm is not the epoch of the change" + what);
        }
    }

    /** Looks at a state; returns the ghost with what could be read in it. */
    Ghost check(@Nullable MemberView[] views, Ghost ghost, long nowNanos) {
        Configuration<SlotTable> newest =
                known(ghost.chosen().get(ghost.chosen().size() - 1));
        int serving = -1;
        for (int member = 0; member < views.length; member++) {
            MemberView view = views[member];
            if (view == null || view.installed() == null) {
                continue;
            }
            if (view.copy().isLed()) {
                led(member, view, views, newest);
            }
            if (view.service() != Service.NONE && view.leased(nowNanos)) {
                serves(member, view, ghost);
                if (view.service() == Service.PRIMARY) {
                    require(
                            serving < 0,
                            "I8: " + Setting.name(Math.max(serving, 0)) + " and " + Setting.name(member)
                                    + " both order the slot");
                    serving = member;
                }
            }
            holds(member, view, newest, ghost);
        }
        equalLogs(views);
        return read(views, ghost, nowNanos);
    }

    private void led(int member, MemberView view, @Nullable MemberView[] views, Configuration<SlotTable> newest) {
        Configuration<SlotTable> installed = Objects.requireNonNull(view.installed());
        SlotAssignment own = installed.body().assignment(0);
        SlotCopy copy = view.copy();
        for (MemberId replica : own.inSync()) {
            require(
                    replica.equals(Setting.id(member)) || copy.ackSet().contains(replica),
                    "I13: " + Setting.name(member) + " does not wait for " + Texts.names(List.of(replica))
                            + ", which is in sync in its epoch " + installed.epoch());
            int at = Setting.index(replica);
            MemberView theirs = views[at];
            boolean follows = at != member && theirs != null && theirs.epoch() <= installed.epoch();
            if (follows && theirs != null) {
                require(
                        theirs.copy().term() >= copy.committedTerm()
                                && theirs.copy().seq() >= copy.committedSeq(),
                        "I9: " + Setting.name(member) + " committed what " + Setting.name(at) + " does not hold");
            }
        }
        SlotAssignment decided = newest.body().assignment(0);
        if (Setting.id(member).equals(decided.primary()) && decided.slotTerm() == copy.ledTerm()) {
            for (MemberId replica : decided.inSync()) {
                require(
                        replica.equals(Setting.id(member)) || copy.ackSet().contains(replica),
                        "I14: " + Setting.name(member) + " does not wait for " + Texts.names(List.of(replica))
                                + ", which epoch " + newest.epoch() + " has in sync");
            }
        }
        require(
                view.service() != Service.PRIMARY || copy.committedTerm() == copy.ledTerm(),
                "I19: " + Setting.name(member) + " serves before its barrier is committed");
    }

    /** Whoever answers has its role in all that was chosen since (I20). */
    private void serves(int member, MemberView view, Ghost ghost) {
        MemberId id = Setting.id(member);
        for (int epoch = (int) view.epoch() + 1; epoch < ghost.chosen().size(); epoch++) {
            SlotAssignment later = known(ghost.chosen().get(epoch)).body().assignment(0);
            boolean has = view.service() == Service.PRIMARY
                    ? id.equals(later.primary())
                            && later.slotTerm() == view.copy().ledTerm()
                    : later.inSync().contains(id);
            require(
                    has,
                    "I20: " + Setting.name(member) + " at epoch " + view.epoch() + " answers as " + view.service()
                            + " although epoch " + epoch + " took that from it");
        }
    }

    private void holds(int member, MemberView view, Configuration<SlotTable> newest, Ghost ghost) {
        SlotAssignment decided = newest.body().assignment(0);
        MemberId id = Setting.id(member);
        if (!decided.inSync().contains(id) && !decided.eligible().contains(id)) {
            return;
        }
        for (int write = 1; write < Integer.SIZE - 1; write++) {
            if (ghost.isAcknowledged(write)) {
                require(
                        view.holds(write),
                        "I15: write " + write + " was acknowledged, and " + Setting.name(member) + " lacks it, which "
                                + (decided.inSync().contains(id) ? "is in sync" : "is eligible") + " by epoch "
                                + newest.epoch());
            }
        }
    }

    /** One version, one content (I18). */
    private static void equalLogs(@Nullable MemberView[] views) {
        for (int one = 0; one < views.length; one++) {
            for (int other = one + 1; other < views.length; other++) {
                MemberView a = views[one];
                MemberView b = views[other];
                if (a != null && b != null && !a.written().equals(b.written())) {
                    equalLogs(one, a, other, b);
                }
            }
        }
    }

    private static void equalLogs(int one, MemberView a, int other, MemberView b) {
        for (WriteLog.Written left : a.written()) {
            for (WriteLog.Written right : b.written()) {
                require(
                        left.version() != right.version() || left.value() == right.value(),
                        "I18: " + Setting.name(one) + " and " + Setting.name(other) + " hold different writes at one"
                                + " position");
            }
        }
    }

    /** Reads in one state, in any order, see one value; never less than was seen or acknowledged before (I12). */
    private Ghost read(@Nullable MemberView[] views, Ghost ghost, long nowNanos) {
        byte[] seen = null;
        int by = -1;
        for (int member = 0; member < views.length; member++) {
            MemberView view = views[member];
            byte[] answer = view == null ? null : view.leased(nowNanos) ? view.readLeased() : view.readBare();
            if (answer == null) {
                continue;
            }
            require(
                    seen == null || Arrays.equals(seen, answer),
                    "I12: at one moment " + Setting.name(Math.max(by, 0)) + " answers " + Arrays.toString(seen)
                            + " and " + Setting.name(member) + " answers " + Arrays.toString(answer));
            seen = answer;
            by = member;
        }
        if (seen == null) {
            return ghost;
        }
        List<Byte> content = new ArrayList<>();
        for (byte value : seen) {
            content.add(value);
        }
        for (int write = 1; write < Integer.SIZE - 1; write++) {
            require(
                    !ghost.isAcknowledged(write) || content.contains((byte) write),
                    "I12: " + Setting.name(by) + " answers " + content + " without write " + write
                            + ", which was acknowledged");
        }
        List<Byte> before = ghost.observed();
        boolean grew = content.size() >= before.size()
                && content.subList(0, before.size()).equals(before);
        require(grew, "I12: " + Setting.name(by) + " answers " + content + " after " + before + " was read");
        return content.size() == before.size() ? ghost : ghost.observed(content);
    }

    /** I11, at the moment of an acknowledgement. */
    void acknowledged(int member, MemberView view, boolean leased, int write) {
        require(leased, "I11: " + Setting.name(member) + " acknowledges write " + write + " without a lease");
        Configuration<SlotTable> installed = Objects.requireNonNull(view.installed());
        List<Member> members = installed.members();
        require(
                installed.body().assignment(0).inSync().size() >= policy.effectiveMinInSync(members),
                "I11: " + Setting.name(member) + " acknowledges write " + write + " with too few copies");
    }
}
