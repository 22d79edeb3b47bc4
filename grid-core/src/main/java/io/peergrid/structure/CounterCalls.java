package io.peergrid.structure;

import io.peergrid.command.CommandException;
import io.peergrid.command.Expiry;
import io.peergrid.command.Increment;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.command.string.StringCommands;
import io.peergrid.map.Call;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a counter does. Immutable. */
record CounterCalls(KeyCalls key) {

    Call<?, Long> get() {
        return key.call(StringCommands.GET, CounterCalls::number);
    }

    Call<?, @Nullable Void> set(long value) {
        return key.call(StringCommands.SET, Answers::nothing, number(value));
    }

    Call<?, Long> getAndSet(long value) {
        return key.call(StringCommands.GET_SET, CounterCalls::number, number(value));
    }

    Call<?, Long> add(long delta) {
        return key.call(StringCommands.INCREMENT_BY, Answers::whole, Value.of(delta));
    }

    Call<?, BigDecimal> add(BigDecimal delta) {
        return key.call(StringCommands.INCREMENT_FLOAT, Answers::decimal, Value.of(delta.toString()));
    }

    Call<?, Long> incrementAndExpire(Duration window) {
        Expiry expiry = Expiry.after(Math.max(1, window.toMillis()));
        return new Call<>(key.slot(), new Increment(key.physical(), 1, expiry, true), Function.identity());
    }

    private static Value number(long value) {
        return new Value.Stored(StringValues.whole(value));
    }

    private static Long number(Value answer) {
        if (answer instanceof Value.Nil) {
            return 0L;
        }
        try {
            return StringValues.whole(Answers.stored(answer), "the value is no whole number");
        } catch (CommandException refused) {
            throw refused.toGridException();
        }
    }
}
