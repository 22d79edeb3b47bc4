package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridConfig;

/** A member of the demo's grid in a JVM of its own, which tells its parent what it sees. It knows nothing of cities: to a member, values are bytes. */
final class MemberProcess {
    private MemberProcess() {}

    /** @param arguments name of the grid, name of the member, how many members found the grid together */
    public static void main(String[] arguments) {
        ParentWatch.haltWhenParentGoes();
        Grid grid = Grid.join(GridConfig.local()
                .name(arguments[0])
                .memberName(arguments[1])
                .expectedMembers(Integer.parseInt(arguments[2]))
                .build());
        System.out.println("ready " + grid.self());
        grid.events()
                .subscribe(
                        event -> System.out.println(Tale.of(event, arguments[1]).encode()));
    }
}
