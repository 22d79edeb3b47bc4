package io.peergrid;

/** A listener that hears of something until this is closed. Thread-safe. */
public interface GridSubscription extends AutoCloseable {

    /** Ends the subscription: the listener is not called any more, but for a call that is under way. Never waits. */
    @Override
    void close();

    /** How many messages or events this listener missed because it was too slow. */
    long dropped();

    /**
     * How many messages, or events, were lost on their way to this member since the subscription began. It counts all topics, or all maps and
     * keys: what is lost cannot say what it was.
     */
    long missed();

    /** How many could not be read as this listener's type: of a class that is not allowed here, or another type. They were left out. */
    long unreadable();
}
