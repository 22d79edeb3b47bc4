package io.peergrid.testkit.exploration;

/** Explorations that take longer than a build may; {@code -Dexploration=NAME} runs one. */
@SuppressWarnings("ImmutableEnumChecker") // What a scenario begins with has no state.
enum Scenarios {
    /** One backup; a crash at any moment, noticed or not, around a write. */
    FAILOVER(Scenario.settled(
            Setting.of(1, 1), Bounds.NONE.ticks(6).inFlight(3).writes(1).crashes(1))),
    /** Two backups, two copies needed: the same. */
    STRICT(Scenario.settled(
            Setting.of(2, 2), Bounds.NONE.ticks(4).inFlight(3).writes(1).crashes(1))),
    /** No crash: links are cut and healed, and one heartbeat or answer is late. */
    CUTS(Scenario.settled(
            Setting.of(1, 1), Bounds.NONE.ticks(5).inFlight(3).writes(1).cuts(2).held(1))),
    /** From the first moment, before anybody leads: candidates side by side, sleeping members, doubled messages. */
    ELECTIONS(Scenario.after(
            Setting.of(1, 1),
            begun -> {},
            Bounds.NONE.ticks(4).inFlight(5).pauses(1).duplicates(1).cuts(1)));

    private final Scenario scenario;

    Scenarios(Scenario scenario) {
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }
}
