package io.peergrid.map;

import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks a scan page by page. Not thread-safe. */
public final class PageIterator<T> implements Iterator<T> {
    public static final int PAGE = 500;

    private final Function<ScanCursor, ScanPage<T>> fetch;
    private final Consumer<T> remove;
    private Iterator<T> page;
    private ScanCursor next = ScanCursor.START;
    private @Nullable T last;

    public PageIterator(Function<ScanCursor, ScanPage<T>> fetch, Consumer<T> remove) {
        this.fetch = fetch;
        this.remove = remove;
        page = java.util.Collections.emptyIterator();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !next.finished()) {
            ScanPage<T> fetched = fetch.apply(next);
            page = fetched.items().iterator();
            next = fetched.next();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more entries");
        }
        T item = page.next();
        last = item;
        return item;
    }

    @Override
    public void remove() {
        T item = last;
        if (item == null) {
            throw new IllegalStateException("call next first");
        }
        last = null;
        remove.accept(item);
    }
}
