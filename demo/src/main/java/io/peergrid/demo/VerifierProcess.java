package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridMap;
import io.peergrid.demo.WriteLog.Line;
import io.peergrid.demo.WriteLog.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A process that has seen nothing of what happened compares the grid with the file of cities and with the logs of
 * writes. Exits with 1 if anything is lost.
 */
final class VerifierProcess {
    private VerifierProcess() {}

    /** @param arguments name of the grid, number of cities, logs of writes */
    public static void main(String[] arguments) {
        ParentWatch.latch();
        boolean good;
        try (Grid grid = Grid.join(GridConfig.local()
                .name(arguments[0])
                .memberName("verifier")
                .observer()
                .closeDeadline(Duration.ofSeconds(1))
                .build())) {
            good = verifyCities(grid, Integer.parseInt(arguments[1]));
            List<Line> lines = new ArrayList<>();
            for (int i = 2; i < arguments.length; i++) {
                lines.addAll(WriteLog.read(Path.of(arguments[i])));
            }
            if (!lines.isEmpty()) {
                good &= verifyWrites(grid.map(WriterProcess.MAP, String.class, Long.class), lines);
            }
        }
        Runtime.getRuntime().halt(good ? 0 : 1);
    }

    private static boolean verifyCities(Grid grid, int count) {
        Map<String, City> cities = new LinkedHashMap<>();
        for (City city : Cities.read().subList(0, count)) {
            cities.put(city.key(), city);
        }
        return print("cities", Verification.of(grid.map("cities", String.class, City.class), cities));
    }

    private static boolean verifyWrites(GridMap<String, Long> map, List<Line> lines) {
        boolean good = print("acknowledged writes", Verification.of(map, with(lines, Outcome.ACKNOWLEDGED)));
        Map<String, Long> refused = with(lines, Outcome.REFUSED);
        int present = map.getAll(refused.keySet()).size();
        if (!refused.isEmpty()) {
            System.out.printf(Locale.ROOT, "%,d refused writes, %,d of them in the grid%n", refused.size(), present);
        }
        return good && present == 0;
    }

    private static Map<String, Long> with(List<Line> lines, Outcome outcome) {
        Map<String, Long> writes = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.outcome() == outcome) {
                writes.put(line.key(), line.value());
            }
        }
        return writes;
    }

    private static boolean print(String what, Verification verification) {
        System.out.println(verification.summary(what));
        verification.problems().forEach(problem -> System.out.println("  " + problem));
        return verification.isGood();
    }
}
