package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who seems to be down, in this member's eyes and in those of a majority. Only a hint: being wrong costs availability,
 * never safety. A proof of death is no hint but a fact. See {@code docs/protocols/failure-detection.md}.
 */
final class FailureDetector<B> {
    private final Surroundings<B> around;
    private final ProcessWitness witness;
    private final TreeMap<MemberId, Peer> peers = new TreeMap<>();
    private final SuspicionReports reports;
    private final TreeSet<MemberId> provenDead = new TreeSet<>();
    private final TreeSet<MemberId> announcedDead = new TreeSet<>();
    private long reportNumber;
    private long judgesFrom;
    private boolean suspicionsChanged;

    /** What this member knows of one that it sends heartbeats to. */
    private static final class Peer {
        /** Send time of the newest own heartbeat that was answered; at first, when watching began. */
        long answeredNanos;
        /** Since when it has been answering without a break. */
        long answeringSinceNanos;

        boolean everAnswered;
        boolean suspected;
    }

    FailureDetector(Surroundings<B> around, ProcessWitness witness) {
        this.around = around;
        this.witness = witness;
        this.reports = new SuspicionReports(around.settings.downAfterNanos());
    }

    void start(long nowNanos) {
        judgesFrom = nowNanos;
    }

    /** Watches those with whom heartbeats are exchanged: everybody if this member votes, else the voters. */
    void watch(Configuration<B> configuration, long nowNanos) {
        boolean voter = configuration.member(around.self()).map(Member::voter).orElse(false);
        TreeSet<MemberId> watched = new TreeSet<>();
        for (Member member : configuration.members()) {
            if (!member.id().equals(around.self()) && (voter || member.voter())) {
                watched.add(member.id());
            }
        }
        peers.keySet().retainAll(watched);
        for (MemberId id : watched) {
            peers.computeIfAbsent(id, unused -> freshPeer(nowNanos));
        }
        TreeSet<MemberId> listed = new TreeSet<>(ConfigurationChain.ids(configuration.members()));
        provenDead.retainAll(listed);
        announcedDead.retainAll(listed);
        reports.retain(listed);
    }

    private static Peer freshPeer(long nowNanos) {
        Peer peer = new Peer();
        peer.answeredNanos = nowNanos;
        peer.answeringSinceNanos = nowNanos;
        return peer;
    }

    Set<MemberId> watched() {
        return peers.keySet();
    }

    /** A peer answered the heartbeat sent at that time; or, if not its own heartbeat, was merely heard. */
    void heard(MemberId from, long sentNanos, boolean answersOwnHeartbeat) {
        Peer peer = peers.get(from);
        if (peer == null || !around.safety.provesLife(answersOwnHeartbeat) || sentNanos - peer.answeredNanos < 0) {
            return;
        }
        peer.answeredNanos = sentNanos;
        peer.everAnswered = true;
        if (peer.suspected) {
            peer.suspected = false;
            peer.answeringSinceNanos = sentNanos;
            suspicionsChanged = true;
            around.emit(new MembershipEvent.SuspicionWithdrawn(around.known(from), around.presented()));
        }
    }

    /** The transport lost its connection to a peer: a suspicion until an answer to a heartbeat sent from now on. */
    void disappeared(MemberId id, long nowNanos) {
        Peer peer = peers.get(id);
        if (peer != null) {
            checkProof(id);
            peer.answeredNanos = nowNanos;
            if (!peer.suspected) {
                suspect(id, peer, "its connection closed");
            }
        }
    }

    /** This member stood still: it cannot tell silence from its own absence. */
    void paused(long nowNanos) {
        judgesFrom = nowNanos + around.settings.leaseNanos();
        for (Peer peer : peers.values()) {
            if (!peer.suspected) {
                peer.answeredNanos = nowNanos;
                peer.answeringSinceNanos = nowNanos;
            }
        }
    }

    void reported(MemberId from, long epoch, MembershipMessage.Report report, long nowNanos) {
        report.provenDead().forEach(id -> learnProof(id, from));
        for (SuspicionReports.Change change : reports.add(from, epoch, report, nowNanos)) {
            if (!known(change.suspect())) {
                continue;
            }
            Member suspect = around.known(change.suspect());
            Member by = around.known(from);
            if (change.suspected()) {
                around.emit(new MembershipEvent.Suspected(suspect, by, "reported by " + by.name()));
            } else if (epoch <= around.chain.epoch()) {
                // Whoever has a newer configuration may have dropped the suspect with its suspicion.
                around.emit(new MembershipEvent.SuspicionWithdrawn(suspect, by));
            }
        }
    }

    /** Takes proofs of death that came with another message. */
    void learnProofs(Set<MemberId> dead, MemberId from) {
        dead.forEach(id -> learnProof(id, from));
    }

    private void learnProof(MemberId id, MemberId from) {
        if (known(id) && !id.equals(around.self()) && provenDead.add(id)) {
            suspicionsChanged = true;
            around.emit(new MembershipEvent.Suspected(around.known(id), around.known(from), "its process has ended"));
        }
    }

    private boolean known(MemberId id) {
        Configuration<B> installed = around.chain.installed();
        return installed != null && installed.lists(id);
    }

    /** Asks the witness about one member. */
    private void checkProof(MemberId id) {
        Member member = around.known(id);
        if (member.process().provable() && !provenDead.contains(id) && witness.hasEnded(member.process())) {
            learnProof(id, around.self());
        }
    }

    /** Asks the witness about every listed member; called once a heartbeat. */
    void checkProofs(Configuration<B> installed) {
        for (Member member : installed.members()) {
            if (!member.id().equals(around.self())) {
                checkProof(member.id());
            }
        }
    }

    /** Judges silence. */
    void tick(long nowNanos) {
        long downAfter = around.settings.downAfterNanos();
        for (Map.Entry<MemberId, Peer> entry : peers.entrySet()) {
            Peer peer = entry.getValue();
            if (peer.suspected) {
                checkProof(entry.getKey());
            } else if (judges(nowNanos) && nowNanos - peer.answeredNanos > downAfter) {
                suspect(entry.getKey(), peer, "no answer for " + downAfter / 1_000_000 + " ms");
            }
        }
    }

    private void suspect(MemberId id, Peer peer, String reason) {
        peer.suspected = true;
        suspicionsChanged = true;
        around.emit(new MembershipEvent.Suspected(around.known(id), around.presented(), reason));
    }

    private boolean judges(long nowNanos) {
        return nowNanos - judgesFrom >= 0;
    }

    /** Whether the member is down in this member's eyes: silent, disconnected or proven dead. */
    boolean suspects(MemberId id) {
        Peer peer = peers.get(id);
        return provenDead.contains(id) || (peer != null && peer.suspected);
    }

    /** Whether the peer answered a heartbeat sent no longer ago than that. */
    boolean answeredWithin(MemberId id, long nanos, long nowNanos) {
        Peer peer = peers.get(id);
        return peer != null && peer.everAnswered && !suspects(id) && nowNanos - peer.answeredNanos <= nanos;
    }

    /** Whether the peer has been answering without a break for that long, up to now. */
    boolean answersFor(MemberId id, long nanos, long nowNanos) {
        Peer peer = peers.get(id);
        return answeredWithin(id, 2 * around.settings.heartbeatNanos(), nowNanos)
                && peer != null
                && nowNanos - peer.answeringSinceNanos >= nanos;
    }

    Set<MemberId> provenDead() {
        return new TreeSet<>(provenDead);
    }

    /** What to tell others; empty of suspicions while this member recovers from a pause. */
    MembershipMessage.Report report(long nowNanos) {
        return new MembershipMessage.Report(++reportNumber, judges(nowNanos) ? suspects() : Set.of(), provenDead());
    }

    /** Those that are down in this member's eyes. */
    Set<MemberId> suspects() {
        TreeSet<MemberId> suspects = new TreeSet<>(provenDead);
        peers.forEach((id, peer) -> {
            if (peer.suspected) {
                suspects.add(id);
            }
        });
        return suspects;
    }

    /** Those that are down for a majority of the voters, or proven dead. */
    Set<MemberId> dead(Configuration<B> installed, long nowNanos) {
        TreeSet<MemberId> dead = new TreeSet<>();
        Set<MemberId> voters = ConfigurationChain.voterIds(installed);
        for (Member member : installed.members()) {
            MemberId id = member.id();
            if (id.equals(around.self())) {
                continue;
            }
            Set<MemberId> reporters = reporters(id, voters, installed.epoch(), nowNanos);
            boolean proven = provenDead.contains(id);
            if (proven || reporters.size() >= Quorum.majority(voters.size())) {
                dead.add(id);
                announce(member, reporters, Quorum.majority(voters.size()), proven);
            } else if (reporters.isEmpty()) {
                announcedDead.remove(id);
            }
        }
        return dead;
    }

    private Set<MemberId> reporters(MemberId suspect, Set<MemberId> voters, long epoch, long nowNanos) {
        Set<MemberId> reporters = reports.reporters(suspect, epoch, nowNanos);
        if (suspects(suspect) && judges(nowNanos)) {
            reporters.add(around.self());
        }
        reporters.retainAll(voters);
        return reporters;
    }

    private void announce(Member member, Set<MemberId> reporters, int needed, boolean proven) {
        if (member.status() != Member.Status.DOWN && announcedDead.add(member.id())) {
            List<Member> by = new ArrayList<>();
            reporters.forEach(id -> by.add(around.known(id)));
            if (by.isEmpty()) {
                // A proof needs no voter to report it, nor anybody who may judge silence.
                by.add(around.presented());
            }
            around.emit(new MembershipEvent.FoundDead(member, by, needed, proven));
        }
    }

    /** True once after suspicions changed, so that they can be shared at once. */
    boolean takeChange() {
        boolean changed = suspicionsChanged;
        suspicionsChanged = false;
        return changed;
    }
}
