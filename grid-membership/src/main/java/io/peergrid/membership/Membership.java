package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Ask;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in the agreement: who is in, what the majority decided, and this member's lease. A state machine
 * without threads or clocks of its own: it is called with frames, hints and ticks and the time.
 *
 * <p>Everything is called on the protocol thread, except {@link #installed}, {@link #lease}, {@link #joinStatus} and
 * {@link #lacksMajority}, which any thread may call. See {@code docs/protocols/agreement.md}.
 */
public final class Membership<B> {
    private final Surroundings<B> around;
    private final Participant<B> participant;
    private final Inbox<B> inbox;

    /**
     * @param self as it presents itself; its voter flag and status are ignored
     * @param rules what a configuration's body means
     * @param roles the local holder of roles
     * @param safety {@link MembershipRules#standard()}
     * @param witness proves deaths on this machine
     * @param events is called on the protocol thread; must not block or throw
     */
    public Membership(
            MembershipSettings settings,
            Member self,
            BodyRules<B> rules,
            RoleHolder<B> roles,
            MembershipRules safety,
            Transport transport,
            ProcessWitness witness,
            RandomGenerator random,
            Consumer<MembershipEvent> events) {
        around = new Surroundings<>(settings, self, rules, roles, safety, transport, random, events);
        participant = new Participant<>(around, witness);
        inbox = new Inbox<>(around, participant);
    }

    /** Begins to look for a cluster. The transport must be delivering to {@link #received} by then. */
    public void start(long nowNanos) {
        participant.start(nowNanos);
    }

    /**
     * Takes a frame of kind 0x10 to 0x1f.
     *
     * @throws WireFormatException if it is malformed; nothing has been done then
     */
    public void received(MemberId from, byte[] frame, long nowNanos) {
        inbox.received(from, frame, nowNanos);
    }

    /** Does what is due. To be called every 10 to 20 ms; a call that comes late by more than a lease counts as a pause. */
    public void poll(long nowNanos) {
        participant.poll(nowNanos);
    }

    /** As {@link #poll(long)}; also notices that the machine slept, which stops the monotonic clock. */
    public void poll(long nowNanos, long wallMillis) {
        participant.checkWallClock(nowNanos, wallMillis);
        participant.poll(nowNanos);
    }

    /**
     * Asks the leader to change the body, through any member. May be lost: the asker repeats it while it still wants it.
     *
     * @param epoch the installed epoch for which the asker decided to ask; by now a later one may be installed
     */
    public void request(byte[] bodyRequest, long epoch, long nowNanos) {
        participant.ask(new Ask(around.self(), epoch, bodyRequest, false), nowNanos);
    }

    /** The transport can reach a member. */
    public void appeared(MemberId peer, long nowNanos) {
        participant.appeared(peer, nowNanos);
    }

    /** The transport lost a member: starts a suspicion. */
    public void disappeared(MemberId peer, long nowNanos) {
        participant.disappeared(peer, nowNanos);
    }

    /** Asks to be let go; repeated by itself until {@link #left}. */
    public void leave(long nowNanos) {
        participant.leave(nowNanos);
    }

    /** Whether this member has left, or never had a place to leave. */
    public boolean left() {
        return participant.hasLeft();
    }

    /** Lets this member take part in a founding although its settings did not. */
    public void allowFounding(long nowNanos) {
        participant.founding().allow();
        participant.poll(nowNanos);
    }

    /** A peer is known to have installed a higher epoch than this member: asks it for what is missing. */
    public void pull(MemberId from, long nowNanos) {
        participant.pull(from, nowNanos);
    }

    /** The newest configuration this member installed, or null. Any thread. */
    public @Nullable Configuration<B> installed() {
        return around.chain.installed();
    }

    /** This member's lease. The same instance for its whole life. Any thread. */
    public Lease lease() {
        return participant.leases().lease();
    }

    /** Why this member has no place in a configuration yet, in words, or "member". Any thread. */
    public String joinStatus() {
        return participant.joining().status();
    }

    /** Why members do not let this one in, whatever time passes, or null. Any thread. */
    public @Nullable String joinRefusal() {
        return participant.joining().refusal();
    }

    /** Whether no majority answered a heartbeat sent within the last L + 300 ms. Any thread. */
    public boolean lacksMajority(long nowNanos) {
        return participant.lacksMajority(nowNanos);
    }

    /** Whether a majority has answered a heartbeat of this member at least once. Any thread. */
    public boolean heardByMajority() {
        return participant.leases().answeredOnce();
    }

    /** What this member misses for a majority, in words for an error message. Any thread. */
    public String majorityStatus() {
        return participant.majorityStatus();
    }

    /** Whom this member takes for the leader, or null. */
    public @Nullable MemberId leader() {
        return participant.view().leader();
    }

    /** The term this member leads, or 0. */
    public long leadsTerm() {
        return participant.leadership().term();
    }

    /** The highest term this member promised. */
    long promisedTerm() {
        return participant.acceptor().promised();
    }

    /** Accepted but not installed, or null. */
    MembershipMessage.@Nullable Accepted accepted() {
        return participant.acceptor().accepted();
    }
}
