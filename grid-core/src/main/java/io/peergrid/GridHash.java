package io.peergrid;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields with values under one key, all in one slot: what is done with several fields at once is atomic. Fields are of canonical types, as keys of
 * {@link GridMap}. For many independent entries take a map, which is spread over all members.
 */
public interface GridHash<F, V> extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridHash<F, V> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridHash<F, V> withDeadline(Duration deadline);

    /** Puts a field; true if it is new. */
    boolean put(F field, V value);

    /** Puts fields, all at once; returns how many are new. */
    int putAll(Map<? extends F, ? extends V> fields);

    /** Puts a field that is not there; true if it did. */
    boolean putIfAbsent(F field, V value);

    /** The value of a field; null if there is none. */
    @Nullable
    V get(F field);

    /** The values of these fields, those that are there, of one moment. */
    Map<F, V> getAll(Collection<? extends F> fields);

    /** Removes a field; true if it was there. */
    boolean remove(F field);

    /** Removes fields, all at once; returns how many were there. */
    int removeAll(Collection<? extends F> fields);

    /** Whether a field is there. */
    boolean containsField(F field);

    /** How many fields there are. */
    int size();

    /** How many bytes the value of a field has, a number as text; 0 if there is none. */
    int valueLength(F field);

    /** All fields with their values, of one moment; {@link ValueTooLargeException} if that is too much for one answer, then {@link #scan}. */
    Map<F, V> toMap();

    /** All fields of one moment, as {@link #toMap}. */
    Set<F> fields();

    /** All values of one moment, as {@link #toMap}. */
    List<V> values();

    /** Adds to the whole number in a field, 0 if there is none; returns the sum. */
    long addAndGet(F field, long delta);

    /** Adds to the number in a field as Redis does, in 80-bit arithmetic; returns the sum, which is stored as text. */
    BigDecimal addAndGet(F field, BigDecimal delta);

    /** A field by chance; null if the key is absent. */
    @Nullable
    F randomField();

    /** So many different fields by chance, fewer if there are not so many; with a negative count that many, repeated perhaps. */
    List<F> randomFields(int count);

    /** One page of fields, as {@link GridMap#scan}; a field present throughout is returned at least once. */
    ScanPage<Map.Entry<F, V>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** All fields with their values, fetched page by page while iterating. */
    Iterable<Map.Entry<F, V>> entries();
}
