package io.peergrid.demo;

/** How the demo's members are called: n1, n2 and so on. */
final class Members {
    private Members() {}

    static String name(int number) {
        return "n" + number;
    }

    /** The number in a member's name, 0 if the name is no member's. */
    static int number(String name) {
        return name.matches("n\\d{1,4}") ? Integer.parseInt(name.substring(1)) : 0;
    }
}
