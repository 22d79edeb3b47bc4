package io.peergrid.command.list;

/** RPUSHX key element [element ...]: as RPUSH if the key is there, else 0. O(log n) and O(1) an element. Errors: WRONGTYPE. */
final class ListPushRightIfThere extends ListPush {
    ListPushRightIfThere(int number) {
        super(number, "RPUSHX", ListEnd.RIGHT, true);
    }
}
