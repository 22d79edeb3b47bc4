package io.peergrid.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Allows classes by their names when it meets them, and keeps which of them a value has. For one thread. */
final class NamingKryo extends GridKryo {
    private final ValueTypes types;
    private final Runnable registration;
    private final List<String> used = new ArrayList<>();

    /** @param registration registers what was allowed since it was last called */
    NamingKryo(Schemas schemas, ValueTypes types, Runnable registration) {
        super(schemas);
        this.types = types;
        this.registration = registration;
    }

    void begin() {
        used.clear();
    }

    /** The names to be written with the value. */
    List<String> used() {
        return used;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Registration writeClass(Output output, @Nullable Class type) {
        Registration written = super.writeClass(output, type);
        if (written != null && written.getId() >= ValueTypes.FIRST_ID) {
            String name = written.getType().getName();
            if (!used.contains(name) && types.isNamed(written.getType())) {
                used.add(name);
            }
        }
        return written;
    }

    @Override
    @Nullable
    Registration missing(Class<?> type) {
        if (!types.allowByPattern(type)) {
            return null;
        }
        registration.run();
        return getClassResolver().getRegistration(type);
    }
}
