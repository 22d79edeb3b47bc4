package io.peergrid.command.list;

/**
 * RPOP key [count]: takes off the last element, nil if the key is absent; with a count that many, an array. O(log n), O(count) with a count. Errors:
 * WRONGTYPE, count out of range.
 */
final class ListPopRight extends ListPop {
    ListPopRight(int number) {
        super(number, "RPOP", ListEnd.RIGHT);
    }
}
