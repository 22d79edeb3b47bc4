package io.peergrid.codec;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import io.peergrid.GridException;
import io.peergrid.GridSerializationException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.ValueTag;
import org.jspecify.annotations.Nullable;

/** Objects in the first version of the Kryo format: the object with its class, then its {@link Schemas}. Thread-safe. */
final class KryoCodec {
    private static final int FIRST_BUFFER_BYTES = 512;
    /** How Kryo begins to say that it has no class for a number. */
    private static final String UNKNOWN_CLASS = "Encountered unregistered class ID:";

    /** A buffer that grew beyond this is dropped after use. */
    private static final int KEPT_BUFFER_BYTES = 64 * 1024;

    private final ValueTypes types;
    private final int maxValueBytes;
    private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(Session::new);

    KryoCodec(ValueTypes types, int maxValueBytes) {
        this.types = types;
        this.maxValueBytes = maxValueBytes;
    }

    /**
     * @throws GridSerializationException if the object or something in it cannot be stored
     * @throws ValueTooLargeException if it takes too many bytes
     */
    byte[] encode(Object value) {
        Session session = session();
        session.busy = true;
        try {
            return session.encode(value);
        } catch (GridException told) {
            throw told;
        } catch (KryoBufferOverflowException tooLarge) {
            throw new ValueTooLargeException(
                    "a " + value.getClass().getName() + " takes more than the limit of " + maxValueBytes + " bytes");
        } catch (RuntimeException | StackOverflowError failed) {
            throw new GridSerializationException(
                    "a " + value.getClass().getName() + " cannot be stored: " + reason(failed), failed);
        } finally {
            session.release();
        }
    }

    /** @throws GridSerializationException if the bytes do not read */
    @Nullable
    Object decode(ByteSlice bytes) {
        return decode(bytes, false);
    }

    /** As {@link #decode(ByteSlice)}, for {@link ValueTag#KRYO_NAMED}. */
    @Nullable
    Object decodeNamed(ByteSlice bytes) {
        return decode(bytes, true);
    }

    private @Nullable Object decode(ByteSlice bytes, boolean named) {
        Session session = session();
        session.busy = true;
        try {
            return session.decode(bytes, named);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
            String refused = named ? session.names.refused() : null;
            throw new GridSerializationException(
                    "a stored value cannot be read: " + (refused == null ? reason(failed) : "it holds a " + refused),
                    failed);
        } finally {
            session.release();
        }
    }

    /** The thread's own, or a new one if code of the application that runs inside it uses the grid. */
    private Session session() {
        Session session = sessions.get();
        return session.busy ? new Session() : session;
    }

    private static String reason(Throwable failed) {
        if (failed instanceof StackOverflowError
                || String.valueOf(failed.getMessage()).startsWith("Max depth exceeded")) {
            return "objects are nested deeper than " + GridKryo.MAX_DEPTH + ", or refer to themselves";
        }
        String message = failed.getMessage();
        if (message != null && message.startsWith(UNKNOWN_CLASS)) {
            return "it holds a class that this member does not allow, type number"
                    + message.lines().findFirst().orElse(message).substring(UNKNOWN_CLASS.length())
                    + ". Give the class to GridConfig.types(...) or to a typed handle on this member, too, or its package to"
                    + " GridConfig.allowTypes(...) on every member";
        }
        return message == null ? failed.toString() : message;
    }

    /** What one thread needs. */
    private final class Session {
        private final Schemas schemas = new Schemas();
        private final TypeNames names = new TypeNames(types);
        private final @Nullable NamingKryo naming =
                types.writesNames() ? new NamingKryo(schemas, types, this::registerNewTypes) : null;
        private final GridKryo kryo = naming == null ? new GridKryo(schemas) : naming;
        private final GuardedInput input = new GuardedInput();
        private Output output = newOutput();
        private int registered;
        private boolean busy;

        byte[] encode(Object value) {
            registerNewTypes();
            schemas.begin();
            if (naming != null) {
                naming.begin();
            }
            output.writeByte(ValueTag.KRYO_1);
            kryo.writeClassAndObject(output, value);
            schemas.writeTrailer(output);
            byte[] encoded = output.toBytes();
            return naming == null || naming.used().isEmpty() ? encoded : TypeNames.put(naming.used(), encoded);
        }

        @Nullable
        Object decode(ByteSlice bytes, boolean named) {
            input.setBuffer(bytes.source(), bytes.offset(), bytes.length());
            input.readByte();
            if (named) {
                names.read(input);
            }
            registerNewTypes();
            schemas.readTrailer(kryo, input);
            Object value = kryo.readClassAndObject(input);
            if (input.remaining() != 0) {
                throw new GridSerializationException(input.remaining() + " bytes after its end", null);
            }
            return value;
        }

        void release() {
            input.forget();
            output.reset();
            if (output.getBuffer().length > KEPT_BUFFER_BYTES) {
                output = newOutput();
            }
            busy = false;
        }

        private void registerNewTypes() {
            int count = types.count();
            if (registered == count) {
                return;
            }
            for (; registered < count; registered++) {
                ValueTypes.Allowed allowed = types.get(registered);
                kryo.addType(allowed.id(), allowed.type());
            }
            schemas.forgetPlans();
        }

        private Output newOutput() {
            return new Output(FIRST_BUFFER_BYTES, maxValueBytes);
        }
    }
}
