package io.peergrid.demo;

import io.peergrid.Explanation;
import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.demo.Screen.Colour;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The commands that read and write cities. */
final class DataCommands {
    private static final int PAGE = 2_000;
    private static final int SHOWN = 8;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final Session session;
    private final Screen screen;
    private final GridMap<String, City> map;
    private final Map<String, City> written = new HashMap<>();

    DataCommands(Session session, Screen screen) {
        this.session = session;
        this.screen = screen;
        map = session.grid().cities();
    }

    void get(String key) {
        long start = System.nanoTime();
        City city = map.get(key);
        double millis = (System.nanoTime() - start) / 1e6;
        screen.line("  " + (city == null ? key + " is not there" : show(city)));
        screen.line("  " + dim("%s   %.2f ms", place(map.explain(key)), millis));
    }

    void put(String key, List<String> words) {
        int names = words.size();
        long population = 0;
        if (names > 1 && words.get(names - 1).matches("\\d{1,12}")) {
            names--;
            population = Long.parseLong(words.get(names));
        }
        String digits = key.replaceAll("\\D", "");
        long id = digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
        City before = map.get(key);
        City city = before == null
                ? new City(id, String.join(" ", words.subList(0, names)), "--", "", population, 0, 0)
                : new City(
                        before.id(),
                        String.join(" ", words.subList(0, names)),
                        before.country(),
                        before.adminCode(),
                        names < words.size() ? population : before.population(),
                        before.longitude(),
                        before.latitude());
        long start = System.nanoTime();
        map.set(key, city);
        double millis = (System.nanoTime() - start) / 1e6;
        Explanation place = map.explain(key);
        written.put(key, city);
        if (before == null) {
            session.census().added(place.slot());
        }
        screen.line("  " + show(city));
        screen.line("  " + dim("%s   %.2f ms", place(place), millis));
    }

    private static String show(City city) {
        return String.format(
                Locale.ROOT,
                "%s, %s   population %,d   %.3f, %.3f",
                city.name(),
                city.country(),
                city.population(),
                city.latitude(),
                city.longitude());
    }

    private String place(Explanation explained) {
        List<String> copies = explained.inSync().stream()
                .filter(member -> !member.equals(explained.primary()))
                .map(GridMember::name)
                .toList();
        GridMember primary = explained.primary();
        return String.format(
                Locale.ROOT,
                "slot %,d on %s%s",
                explained.slot(),
                primary == null ? "nobody: offline" : primary.name(),
                copies.isEmpty() ? ", no copy" : ", copy on " + String.join(", ", copies));
    }

    void find(String text) {
        String wanted = plain(text);
        long start = System.nanoTime();
        long looked = 0;
        List<City> found = new ArrayList<>();
        ScanCursor cursor = ScanCursor.START;
        while (!cursor.finished()) {
            ScanPage<GridEntry<String, City>> page = map.scan(cursor, null, PAGE);
            for (GridEntry<String, City> entry : page.items()) {
                looked++;
                if (plain(entry.value().name()).contains(wanted)) {
                    found.add(entry.value());
                }
            }
            cursor = page.next();
        }
        double millis = (System.nanoTime() - start) / 1e6;
        found.sort(Comparator.comparingLong(City::population).reversed());
        for (City city : found.subList(0, Math.min(SHOWN, found.size()))) {
            screen.line("  %-14s  %-30.30s %s %,12d", city.key(), city.name(), city.country(), city.population());
        }
        screen.line("  "
                + dim(
                        "%,d found%s; looked at %,d entries in %,.0f ms",
                        found.size(), found.size() > SHOWN ? ", the " + SHOWN + " largest shown" : "", looked, millis));
    }

    /** In small letters without accents: zurich finds Zürich. */
    private static String plain(String name) {
        return ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    void explain(String key) {
        Explanation explained = map.explain(key);
        GridMember primary = explained.primary();
        screen.line("  %-10s %s", "key", key);
        screen.line(
                "  %-10s %,d = CRC16(key) mod %,d",
                "slot", explained.slot(), session.grid().grid().topology().slotCount());
        screen.line(
                "  %-10s %s, since epoch %,d",
                "primary", primary == null ? "none: the slot is offline" : name(primary), explained.slotTerm());
        screen.line(
                "  %-10s %s, as of epoch %,d",
                "in sync",
                String.join(", ", explained.inSync().stream().map(this::name).toList()),
                explained.epoch());
        if (!explained.learners().isEmpty()) {
            screen.line(
                    "  %-10s %s",
                    "learning",
                    String.join(
                            ", ", explained.learners().stream().map(this::name).toList()));
        }
        String answer =
                switch (explained.answer()) {
                    case HERE_AS_PRIMARY -> "here, from the primary's own store";
                    case HERE_AS_BACKUP -> "here, from an in-sync copy";
                    case AT_PRIMARY -> "at the primary, one message there and one back";
                    case NOWHERE -> "nowhere at this moment";
                };
        screen.line("  %-10s %s", "read from", answer);
        Boolean exists = explained.exists();
        String value = exists == null ? "not asked" : exists ? "version " + explained.version() : "absent";
        screen.line("  %-10s %s", "value", value);
    }

    private String name(GridMember member) {
        return screen.member(member.name());
    }

    void verify() {
        Map<String, City> expected = new LinkedHashMap<>();
        for (City city : session.cities()) {
            expected.put(city.key(), city);
        }
        expected.putAll(written);
        long start = System.nanoTime();
        Verification verification = Verification.of(map, expected);
        double seconds = (System.nanoTime() - start) / 1e9;
        verification.problems().forEach(problem -> screen.line("  " + problem));
        Colour colour = verification.isGood() ? Colour.GREEN : Colour.RED;
        screen.line("  %s  %s", screen.paint(colour, verification.summary("cities")), dim("%.1f s", seconds));
    }

    private String dim(String format, Object... arguments) {
        return screen.paint(Colour.DIM, String.format(Locale.ROOT, format, arguments));
    }
}
