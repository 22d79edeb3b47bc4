package io.peergrid.link;

import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What this member and its peers are interested in; tells the others about its own. Thread-safe. */
public final class Interests {
    private static final int BEGIN = 2;
    private static final int ADD = 3;
    private static final int REMOVE = 4;
    private static final int END = 5;
    private static final int SYNC = 6;
    private static final byte[] BEGIN_ITEM = {BEGIN};
    private static final byte[] END_ITEM = {END};
    private static final byte[] SYNC_ITEM = {SYNC};

    private final Links links;
    private final Clock clock;
    private final Executor callbacks;
    private final InterestBook book = new InterestBook();
    private final Map<Interest, Integer> own = new HashMap<>();
    private final Set<Telling> open = new HashSet<>();
    /** The epoch in which this member became interested. */
    private final Map<Interest, Long> ownEpochs = new HashMap<>();

    private volatile Consumer<Boolean> onEntries = any -> {};
    private volatile Learned onLearned = (from, interest, epoch) -> {};
    private volatile long epoch = -1;
    /** Whether anybody wants to hear of entries. Read by every change of one. */
    private volatile boolean entries;

    /** @param callbacks where it is said that all know of an interest */
    public Interests(Links links, Clock clock, Executor callbacks) {
        this.links = links;
        this.clock = clock;
        this.callbacks = callbacks;
        links.onGreeting(this::greet);
        links.handle(BEGIN, (from, in, item) -> began(from, in));
        links.handle(ADD, this::added);
        links.handle(REMOVE, this::removed);
        links.handle(END, (from, in, item) -> ended(from, in));
        links.handle(SYNC, (from, in, item) -> in.expectEnd());
    }

    /** Learns of an interest that a peer did not have before, as far as this member knew. */
    @FunctionalInterface
    public interface Learned {
        /** @param epoch in which the peer became interested */
        void learned(MemberId from, Interest interest, long epoch);
    }

    /** Before the first frame comes. Called as {@link Links.Handler}. */
    public void onLearned(Learned told) {
        onLearned = told;
    }

    /** Waits for the others to know of an interest. */
    private final class Telling {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Set<MemberId> waitsFor;
        private final long deadline;

        Telling(Set<MemberId> waitsFor, long deadline) {
            this.waitsFor = new HashSet<>(waitsFor);
            this.deadline = deadline;
        }

        void ask(MemberId peer) {
            links.addStanding(peer, SYNC_ITEM, arrived -> {
                if (arrived || !links.has(peer)) {
                    told(peer);
                } else {
                    ask(peer);
                }
            });
            links.flush(peer);
        }

        private void told(MemberId peer) {
            boolean all;
            synchronized (book) {
                waitsFor.remove(peer);
                all = waitsFor.isEmpty() && open.remove(this);
            }
            if (all) {
                callbacks.execute(() -> done.complete(null));
            }
        }
    }

    /**
     * This member is interested, once more; {@link #remove} has to follow, also if the stage fails.
     *
     * @return done when every member that takes part knows it; fails with {@link GridUnavailableException} at the deadline
     * @throws GridException if this member is interested in too much already; then nothing has begun
     */
    public CompletionStage<Void> add(Interest interest, long deadline) {
        Telling telling;
        Set<MemberId> peers;
        synchronized (book) {
            // Under the lock: whoever joins after this is greeted.
            peers = links.peers();
            if (own.getOrDefault(interest, 0) == 0) {
                if (!book.add(links.self(), interest, clock.nanoTime())) {
                    throw new GridException("this member listens to " + InterestBook.MOST
                            + " different names and patterns, or to long ones: close some subscriptions");
                }
                ownEpochs.put(interest, epoch);
                byte[] item = added(interest);
                peers.forEach(peer -> links.addIfGreeted(peer, item));
                look();
            }
            own.merge(interest, 1, Integer::sum);
            telling = new Telling(peers, deadline);
            if (peers.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            open.add(telling);
        }
        peers.forEach(telling::ask);
        return telling.done;
    }

    public void remove(Interest interest) {
        Set<MemberId> peers;
        synchronized (book) {
            peers = links.peers();
            if (own.merge(interest, -1, Integer::sum) > 0) {
                return;
            }
            own.remove(interest);
            ownEpochs.remove(interest);
            book.remove(links.self(), interest);
            byte[] item = item(REMOVE, interest);
            peers.forEach(peer -> links.addIfGreeted(peer, item));
            look();
        }
        peers.forEach(links::flush);
    }

    /**
     * The others may have been without this member for a while: tells them its interests anew.
     *
     * @return at the deadline at the latest, whether all that take part know them
     */
    public CompletionStage<Boolean> tellAnew(long deadline) {
        Set<MemberId> peers = links.peers();
        Telling telling = new Telling(peers, deadline);
        synchronized (book) {
            if (own.isEmpty() || peers.isEmpty()) {
                return CompletableFuture.completedFuture(true);
            }
            open.add(telling);
        }
        peers.forEach(links::restart);
        peers.forEach(telling::ask);
        return telling.done.handle((nothing, late) -> late == null);
    }

    /** How many different interests this member has. */
    public int own() {
        synchronized (book) {
            return own.size();
        }
    }

    /** How many different interests a peer is known to have. */
    public int of(MemberId peer) {
        synchronized (book) {
            return book.of(peer).size();
        }
    }

    /** Who wants messages of a topic, and since when this member knows. */
    public Map<MemberId, Long> ofTopic(Key name) {
        Map<MemberId, Long> found = new TreeMap<>();
        synchronized (book) {
            book.find(Interest.Kind.TOPIC, name, found);
            book.match(Interest.Kind.TOPIC_PATTERN, name, found);
        }
        return found;
    }

    /** Is told when somebody begins to listen to entries, and when nobody does any more. Under a lock; quick. */
    public void onEntries(Consumer<Boolean> told) {
        onEntries = told;
    }

    /** Whether somebody wants to hear of changes of this key. */
    public boolean wantsEntry(Key key) {
        return entries && !(ofEntry(key).isEmpty() && ofEntryValues(key).isEmpty());
    }

    /** Whether somebody wants to have the key's new values. */
    public boolean wantsValue(Key key) {
        return !ofEntryValues(key).isEmpty();
    }

    /** Who wants to hear of changes of a key without its value, and since when this member knows. */
    public Map<MemberId, Long> ofEntry(Key key) {
        Map<MemberId, Long> found = new TreeMap<>();
        synchronized (book) {
            book.find(Interest.Kind.ENTRY, key, found);
            book.find(Interest.Kind.NAMESPACE, Interest.ofNamespace(key.namespace()), found);
            book.match(Interest.Kind.ENTRY_PATTERN, key, found);
        }
        return found;
    }

    /** Who wants to hear of changes of a key with its value, and since when this member knows. */
    public Map<MemberId, Long> ofEntryValues(Key key) {
        Map<MemberId, Long> found = new TreeMap<>();
        synchronized (book) {
            book.find(Interest.Kind.NAMESPACE_VALUES, Interest.ofNamespace(key.namespace()), found);
        }
        return found;
    }

    /** Who wants to hear of changes of any entries. */
    public Set<MemberId> ofEntries() {
        synchronized (book) {
            return book.ofEntries();
        }
    }

    /** Who wants messages of a sharded topic. */
    public Map<MemberId, Long> ofShardedTopic(Key name) {
        Map<MemberId, Long> found = new TreeMap<>();
        synchronized (book) {
            book.find(Interest.Kind.SHARDED_TOPIC, name, found);
        }
        return found;
    }

    /**
     * A configuration is installed. On the protocol thread.
     *
     * @param now its epoch
     */
    public void installed(Set<MemberId> takePart, long now) {
        epoch = now;
        Set<MemberId> before = links.peers();
        links.installed(takePart);
        List<MemberId> fresh = new ArrayList<>(links.peers());
        fresh.removeAll(before);
        boolean greets;
        synchronized (book) {
            for (MemberId member : before) {
                if (!links.has(member)) {
                    book.forget(member);
                }
            }
            greets = !own.isEmpty();
            look();
        }
        if (greets) {
            for (MemberId member : fresh) {
                links.addStanding(member, SYNC_ITEM, null);
                links.flush(member);
            }
        }
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        List<Telling> late = new ArrayList<>();
        synchronized (book) {
            open.removeIf(telling -> now - telling.deadline >= 0 && late.add(telling));
        }
        for (Telling telling : late) {
            callbacks.execute(() -> telling.done.completeExceptionally(new GridUnavailableException(
                    "not all members confirmed the subscription in time; it has ended, subscribe again")));
        }
    }

    private void greet(MemberId peer) {
        synchronized (book) {
            List<byte[]> items = new ArrayList<>();
            items.add(BEGIN_ITEM);
            book.of(links.self()).forEach(interest -> items.add(added(interest)));
            items.add(END_ITEM);
            links.greet(peer, items);
        }
    }

    private void began(MemberId from, WireReader in) {
        in.expectEnd();
        synchronized (book) {
            book.beginRound(from);
        }
    }

    private void added(MemberId from, WireReader in, byte[] item) {
        long since = in.varLong() - 1;
        Interest interest = Interest.readFrom(in, item);
        in.expectEnd();
        boolean learned = false;
        synchronized (book) {
            if (links.has(from)) {
                boolean known = book.has(from, interest);
                // Beyond the bound a peer hears less than it asked for: no member of ours asks for so much.
                learned = book.add(from, interest, clock.nanoTime()) && !known;
                look();
            }
        }
        if (learned) {
            onLearned.learned(from, interest, since);
        }
    }

    private byte[] added(Interest interest) {
        WireWriter out = new WireWriter(interest.size()).u8(ADD).varLong(1 + ownEpochs.getOrDefault(interest, epoch));
        interest.writeTo(out);
        return out.toBytes();
    }

    private void removed(MemberId from, WireReader in, byte[] item) {
        Interest interest = Interest.readFrom(in, item);
        in.expectEnd();
        synchronized (book) {
            book.remove(from, interest);
            look();
        }
    }

    private void ended(MemberId from, WireReader in) {
        in.expectEnd();
        synchronized (book) {
            book.endRound(from);
            look();
        }
    }

    private void look() {
        boolean any = book.anyOfEntries();
        if (any != entries) {
            entries = any;
            onEntries.accept(any);
        }
    }

    /** Whether anybody wants to hear of changes of any entry. */
    public boolean anyOfEntries() {
        return entries;
    }

    private static byte[] item(int kind, Interest interest) {
        WireWriter out = new WireWriter(interest.size()).u8(kind);
        interest.writeTo(out);
        return out.toBytes();
    }
}
