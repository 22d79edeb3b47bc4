package io.peergrid.link;

import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * What somebody wants to hear of.
 *
 * @param key what it is about, as the kind says
 */
public record Interest(Kind kind, Key key) {
    private static final byte[] NOTHING = {};

    /** What it is about. */
    public enum Kind {
        /** Messages of a topic. */
        TOPIC(1),
        /** Messages of the topics that a pattern matches. */
        TOPIC_PATTERN(2),
        /** Messages of a sharded topic. */
        SHARDED_TOPIC(3),
        /** Changes of one key. */
        ENTRY(4),
        /** Changes of the keys of a namespace that a pattern matches. */
        ENTRY_PATTERN(5),
        /** Changes of all keys of a namespace; the key's bytes are empty. */
        NAMESPACE(6),
        /** As {@link #NAMESPACE}, with the new values. */
        NAMESPACE_VALUES(7);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public boolean isOfEntries() {
            return code >= ENTRY.code;
        }

        boolean isPattern() {
            return this == TOPIC_PATTERN || this == ENTRY_PATTERN;
        }

        static Kind of(int code) {
            return switch (code) {
                case 1 -> TOPIC;
                case 2 -> TOPIC_PATTERN;
                case 3 -> SHARDED_TOPIC;
                case 4 -> ENTRY;
                case 5 -> ENTRY_PATTERN;
                case 6 -> NAMESPACE;
                case 7 -> NAMESPACE_VALUES;
                default -> throw new WireFormatException("no interest is of the kind " + code);
            };
        }
    }

    public Interest {
        key = key.detached();
    }

    /** The key of all interests in a namespace as a whole. */
    public static Key ofNamespace(long namespace) {
        return new Key(namespace, NOTHING);
    }

    /** In bytes, about. */
    int size() {
        return key.length() + 64;
    }

    void writeTo(WireWriter out) {
        key.writeTo(out.u8(kind.code));
    }

    /** @throws WireFormatException for a kind that is none */
    static Interest readFrom(WireReader in, byte[] source) {
        Kind kind = Kind.of(in.u8());
        return new Interest(kind, Key.readFrom(in, source));
    }
}
