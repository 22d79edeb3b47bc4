package io.peergrid.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/caching-patterns.md do what they say, and the page quotes them. */
class CachingPatternsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path EXAMPLES = DOCS.resolve("examples").resolve("caching");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- (\\w+\\.java): (\\w+) -->\n```java\n(.*?)\n```", Pattern.DOTALL);

    /** What each example prints. */
    private static final Map<String, String> PRINTS = Map.ofEntries(
            Map.entry("CacheAside.java", "3677472, then 3700000, loads: 2"),
            Map.entry("ReadThrough.java", "3677472 2 CacheStatistics[hits=1, misses=3, loads=3"),
            Map.entry("WriteThrough.java", "The database refused, nothing was changed: 7"),
            Map.entry("WriteBehindClicks.java", "1000 stored: true, with fewer writes: true"),
            Map.entry("WriteAround.java", "false, a text that hardly anybody reads, true"),
            Map.entry("RefreshAhead.java", "misses: 1, refreshed: true"),
            Map.entry("StaleOnError.java", "still sunny, stale reads: 1"),
            Map.entry("NegativeCaching.java", "asked once: true"),
            Map.entry("Invalidation.java", "1 by tag, 1 by price, left: 0"),
            Map.entry("OwnCache.java", "forgotten, on every member: true"),
            Map.entry("NearReads.java", "2000, then 3"),
            Map.entry("ReplicatedCountries.java", "the row of no, answered by HERE_AS_PRIMARY"));

    @TempDir
    Path classes;

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void compilesAndDoesWhatItSays(String file) throws Exception {
        compile(file);
        assertThat(run(file.replace(".java", ""))).contains(PRINTS.get(file));
    }

    private void compile(String file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = compiler.run(
                null,
                null,
                errors,
                "-Xlint:all",
                "-proc:none",
                "-cp",
                classPath(),
                "-d",
                classes.toString(),
                EXAMPLES.resolve(file).toString());
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String classPath() {
        String hidden = System.getProperty("surefire.test.class.path");
        return hidden != null ? hidden : System.getProperty("java.class.path", "." + File.pathSeparator);
    }

    private String run(String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void thePageQuotesTheExamplesAsTheyAre() throws IOException {
        String page = Files.readString(DOCS.resolve("caching-patterns.md"));
        List<MatchResult> quotes = QUOTE.matcher(page).results().toList();
        assertThat(quotes).hasSizeGreaterThan(10);
        for (MatchResult quote : quotes) {
            assertThat(quote.group(3)).isEqualTo(part(quote.group(1), quote.group(2)));
        }
        assertThat(page.split("```java", -1)).as("every block is a quote").hasSize(quotes.size() + 1);
    }

    private static String part(String file, String name) throws IOException {
        String source = Files.readString(EXAMPLES.resolve(file));
        Matcher part = Pattern.compile("// example: " + name + "\n(.*?)\n *// end", Pattern.DOTALL)
                .matcher(source);
        assertThat(part.find()).as(file + " has a part " + name).isTrue();
        return part.group(1).stripIndent();
    }
}
