package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application is upgraded member by member: the old and the new form of its value classes, each in a class loader of its
 * own, work on one map at once.
 */
class RollingClassesTest extends OnThreeMembers {
    private static final int ENTRIES = 150;

    @TempDir
    private Path directory;

    private final Map<Grid, Class<?>> forms = new HashMap<>();

    @Test
    void recordsAndClassesGainAndLoseFieldsWhileBothFormsAreInUse() throws Exception {
        Class<?> before = compile("public record Profile(String name, String email, Address home) {"
                + " public static class Address { public String street = \"Elm\"; public String fax = \"1\"; }"
                + " public static Object of(int i) { return new Profile(\"n\" + i, \"e\" + i, new Address()); }"
                + " public String shown() { return name + \" \" + email + \" \" + home.street + \" \" + home.fax; } }");
        Class<?> after = compile(
                "public record Profile(int logins, String name, Address home, java.util.List<String> tags) {"
                        + " public static class Address { public int floor; public String street; }"
                        + " public static Object of(int i) { return new Profile(i, \"n\" + i, new Address(), null); }"
                        + " public String shown() {"
                        + " return name + \" \" + logins + \" \" + home.street + \" \" + home.floor + \" \" + tags; } }");
        cluster.grids().forEach(grid -> forms.put(grid, before));
        write(cluster.grid(0), "old-");

        for (int round = 1; round <= 3; round++) {
            Grid going = cluster.grid(0);
            cluster.grid(1).awaitHealthy(Duration.ofSeconds(30));
            cluster.stop(going);
            Grid upgraded = cluster.join("upgraded-" + round);
            forms.put(upgraded, after);
            upgraded.awaitHealthy(Duration.ofSeconds(30));
            write(upgraded, "new-" + round + "-");
            for (Grid grid : cluster.grids()) {
                boolean old = forms.get(grid) == before;
                assertShows(grid, "old-7", old ? "n7 e7 Elm 1" : "n7 0 Elm 0 null");
                assertShows(grid, "new-" + round + "-7", old ? "n7 null null 1" : "n7 7 null 0 null");
            }
        }
        assertThat(map(cluster.grid(2)).size()).isEqualTo(4 * ENTRIES);
        Map<String, Object> all =
                map(cluster.grid(2)).getAll(map(cluster.grid(2)).keySet());
        assertThat(all.values()).hasSize(4 * ENTRIES).allMatch(after::isInstance);
    }

    private void write(Grid grid, String prefix) throws ReflectiveOperationException {
        Map<String, Object> entries = new HashMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.put(prefix + i, form(grid).getMethod("of", int.class).invoke(null, i));
        }
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .ignoreException(GridUnavailableException.class)
                .untilAsserted(() -> map(grid).putAll(entries));
    }

    private void assertShows(Grid grid, String key, String text) throws ReflectiveOperationException {
        Object value = map(grid).get(key);
        assertThat(value).isInstanceOf(form(grid));
        assertThat(form(grid).getMethod("shown").invoke(value))
                .as(key + " at " + grid.self())
                .isEqualTo(text);
    }

    private Class<?> form(Grid grid) {
        return forms.get(grid);
    }

    @SuppressWarnings("unchecked")
    private GridMap<String, Object> map(Grid grid) {
        return grid.map("profiles", String.class, (Class<Object>) form(grid));
    }

    private Class<?> compile(String source) throws Exception {
        Path output = Files.createTempDirectory(directory, "form");
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///shop/Profile.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return "package shop; " + source;
                    }
                };
        List<String> options = List.of("-d", output.toString(), "-proc:none");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, List.of(file))
                        .call())
                .isTrue();
        return new URLClassLoader(new URL[] {output.toUri().toURL()}, null).loadClass("shop.Profile");
    }
}
