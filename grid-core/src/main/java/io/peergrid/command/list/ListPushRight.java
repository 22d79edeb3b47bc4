package io.peergrid.command.list;

/** RPUSH key element [element ...]: puts elements behind the last and answers the length. O(log n) and O(1) an element. Errors: WRONGTYPE. */
final class ListPushRight extends ListPush {
    ListPushRight(int number) {
        super(number, "RPUSH", ListEnd.RIGHT, false);
    }
}
