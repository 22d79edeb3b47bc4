package io.peergrid.command.list;

/**
 * LPOP key [count]: takes off the first element, nil if the key is absent; with a count that many, an array. O(log n), O(count) with a count. Errors:
 * WRONGTYPE, count out of range.
 */
final class ListPopLeft extends ListPop {
    ListPopLeft(int number) {
        super(number, "LPOP", ListEnd.LEFT);
    }
}
