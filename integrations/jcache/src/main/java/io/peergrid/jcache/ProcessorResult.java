package io.peergrid.jcache;

import javax.cache.CacheException;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** What an entry processor returned for one key of several, or why it failed. */
record ProcessorResult<T>(@Nullable T result, @Nullable RuntimeException failure) implements EntryProcessorResult<T> {

    @Override
    @SuppressWarnings("NullAway") // A processor may return null.
    public T get() {
        if (failure instanceof CacheException own) {
            throw own;
        }
        if (failure != null) {
            throw new EntryProcessorException(failure);
        }
        return result;
    }
}
