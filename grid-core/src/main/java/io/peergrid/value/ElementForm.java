package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;

/** How one element of a set-like collection is one stretch of bytes: a member, which identifies it, and what belongs to it. */
public enum ElementForm {
    /** The member alone. */
    SET {
        @Override
        int memberAt(ByteSlice element) {
            return 0;
        }

        @Override
        int memberLength(ByteSlice element) {
            return element.length();
        }

        @Override
        public ByteSlice payload(ByteSlice element) {
            return new ByteSlice(element.source(), element.offset() + element.length(), 0);
        }

        @Override
        void write(WireWriter out, Key member, ByteSlice payload) {
            raw(out, member.slice());
        }
    },
    /** The length of the field, the field, the value with its tag first. */
    HASH {
        @Override
        int memberAt(ByteSlice element) {
            WireReader in = reader(element);
            in.varInt();
            return in.position() - element.offset();
        }

        @Override
        int memberLength(ByteSlice element) {
            return reader(element).varInt();
        }

        @Override
        public ByteSlice payload(ByteSlice element) {
            WireReader in = reader(element);
            in.skip(in.varInt());
            return new ByteSlice(element.source(), in.position(), in.remaining());
        }

        @Override
        void write(WireWriter out, Key member, ByteSlice payload) {
            member.writeBytesTo(out);
            raw(out, payload);
        }
    },
    /** Eight bytes of score, the member. */
    SORTED_SET {
        @Override
        int memberAt(ByteSlice element) {
            return Double.BYTES;
        }

        @Override
        int memberLength(ByteSlice element) {
            return element.length() - Double.BYTES;
        }

        @Override
        public ByteSlice payload(ByteSlice element) {
            return new ByteSlice(element.source(), element.offset(), Double.BYTES);
        }

        @Override
        void write(WireWriter out, Key member, ByteSlice payload) {
            raw(out, payload);
            raw(out, member.slice());
        }

        @Override
        void sort(List<ByteSlice> elements) {
            elements.sort(ScoreOrder::compare);
        }
    };

    private static final int LENGTH_BYTES = 5;

    abstract int memberAt(ByteSlice element);

    abstract int memberLength(ByteSlice element);

    abstract void write(WireWriter out, Key member, ByteSlice payload);

    /** Brings elements into the order in which they are packed. */
    void sort(List<ByteSlice> elements) {}

    /** What belongs to the member; looks into the element. */
    public abstract ByteSlice payload(ByteSlice element);

    /** The bytes of the member; looks into the element. */
    public ByteSlice member(ByteSlice element) {
        return new ByteSlice(element.source(), element.offset() + memberAt(element), memberLength(element));
    }

    /** The member as a key of no namespace: so it is compared and hashed. */
    public Key memberKey(ByteSlice element) {
        return Key.of(0, member(element));
    }

    /** An element with an array of its own. */
    public byte[] pack(Key member, ByteSlice payload) {
        WireWriter out = new WireWriter(member.length() + payload.length() + LENGTH_BYTES);
        write(out, member, payload);
        return out.toBytes();
    }

    boolean isOf(ByteSlice element, Key member) {
        return memberLength(element) == member.length()
                && member.bytesEqual(element.source(), element.offset() + memberAt(element));
    }

    private static WireReader reader(ByteSlice element) {
        return new WireReader(element.source(), element.offset(), element.length());
    }

    private static void raw(WireWriter out, ByteSlice bytes) {
        out.raw(bytes.source(), bytes.offset(), bytes.length());
    }
}
