package io.peergrid.map;

import io.peergrid.Explanation;
import io.peergrid.Explanation.Answer;
import io.peergrid.GridException;
import io.peergrid.command.StoredValue;
import io.peergrid.store.NamespaceMode;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Explains keys of a map: where they live, and what is known of their values. Thread-safe. */
final class MapExplanations<K, V> {
    private final MapCodec<K, V> codec;
    private final MapCalls<K, V> calls;
    private final CallRunner runner;
    private final Explainer explainer;

    MapExplanations(MapCodec<K, V> codec, MapCalls<K, V> calls, CallRunner runner, Explainer explainer) {
        this.codec = codec;
        this.calls = calls;
        this.runner = runner;
        this.explainer = explainer;
    }

    /** An answer without the value if nobody can be asked: that is when people ask. */
    CompletionStage<Explanation> explain(K key) {
        return runner.start(calls.look(key)).handle((stored, error) -> {
            Explanation place = place(key);
            if (error != null) {
                if (error instanceof GridException || error.getCause() instanceof GridException) {
                    return place;
                }
                throw CallRunner.unwrap(error);
            }
            return withValue(place, stored);
        });
    }

    Explanation explainNow(K key) {
        try {
            return withValue(place(key), runner.run(calls.look(key)));
        } catch (GridException e) {
            return place(key);
        }
    }

    private Explanation place(K key) {
        Explanation place = explainer.explain(String.valueOf(key), codec.slot(codec.key(key)));
        boolean passedOn = NamespaceMode.isAsynchronous(codec.namespace()) && place.answer() == Answer.HERE_AS_BACKUP;
        return passedOn ? with(place, Answer.AT_PRIMARY, null, 0, null) : place;
    }

    private static Explanation withValue(Explanation place, @Nullable StoredValue stored) {
        Duration left = stored == null || stored.timeToLiveMillis() == StoredValue.NO_EXPIRY
                ? null
                : Duration.ofMillis(stored.timeToLiveMillis());
        return with(place, place.answer(), stored != null, stored == null ? 0 : stored.version(), left);
    }

    private static Explanation with(
            Explanation place, Answer answer, @Nullable Boolean exists, long version, @Nullable Duration left) {
        return new Explanation(
                place.key(),
                place.slot(),
                place.epoch(),
                place.slotTerm(),
                place.primary(),
                place.inSync(),
                place.learners(),
                answer,
                exists,
                version,
                left);
    }
}
