package io.peergrid.command.list;

/** LPUSHX key element [element ...]: as LPUSH if the key is there, else 0. O(log n) and O(1) an element. Errors: WRONGTYPE. */
final class ListPushLeftIfThere extends ListPush {
    ListPushLeftIfThere(int number) {
        super(number, "LPUSHX", ListEnd.LEFT, true);
    }
}
