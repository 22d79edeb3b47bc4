package io.peergrid.testkit.process;

/** What tests with real processes measured. {@code grid-testkit/soak} keeps these lines. */
final class Findings {
    private Findings() {}

    static void tell(String finding) {
        System.out.println("process test: " + finding);
    }
}
