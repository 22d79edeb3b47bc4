package io.peergrid;

/**
 * Objects as bytes and back, in the form and under the rules in which this member stores values: for whoever keeps bytes in the grid, such as keys of any
 * type. Each class is written with its name, so that any member that allows it can read it, whether or not it has met it before. Equal objects give equal bytes if
 * they were made in the same way: not if a hash map or a hash set in them was filled in another order, or a list is of another class. Immutable and thread-safe.
 */
public interface GridSerializer {

    /**
     * @throws GridSerializationException if the object, or something in it, cannot be stored or is not allowed; the message says how to allow it
     * @throws ValueTooLargeException if it takes too many bytes
     */
    byte[] toBytes(Object value);

    /** @throws GridSerializationException if the bytes do not read, or hold a class that is not allowed here or cannot be found */
    Object fromBytes(byte[] bytes);

    /** The same that allows these classes, too, and what their fields declare, as {@link GridConfigBuilder#types}. */
    GridSerializer allowing(Class<?>... types);

    /**
     * The same that allows these, too, as {@link GridConfigBuilder#allowTypes}.
     *
     * @throws IllegalArgumentException if one of them names no package and no class
     */
    GridSerializer allowing(String... patterns);

    /** The same that looks for classes here first, then where the calling thread does, then where the grid's own are. */
    GridSerializer with(ClassLoader loader);
}
