package io.peergrid.command.list;

/**
 * LPUSH key element [element ...]: puts elements in front, one after the other, and answers the length. O(log n) and O(1) an element. Errors: WRONGTYPE.
 */
final class ListPushLeft extends ListPush {
    ListPushLeft(int number) {
        super(number, "LPUSH", ListEnd.LEFT, false);
    }
}
