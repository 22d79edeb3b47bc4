package io.peergrid.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.GridSerializationException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of one class, each with a class loader of its own, as on two members during a rolling upgrade. */
class EvolutionTest {
    @TempDir
    Path directory;

    private int versions;

    @Test
    void aRecordMayGainLoseAndReorderComponents() throws Exception {
        Class<?> before = version("public record Item(int count, String name, java.util.List<String> tags) {}");
        Class<?> after = version("public record Item(String name, long count, String added, int more) {}");
        Object item = instance(before, 7, "a", List.of("x"));

        Object newer = transfer(item, before, after);
        Object older =
                transfer(newer, after, version("public record Item(String name, java.util.List<String> tags) {}"));

        assertThat(newer).hasToString("Item[name=a, count=7, added=null, more=0]");
        assertThat(older).hasToString("Item[name=a, tags=null]");
    }

    @Test
    void aClassMayGainLoseAndReorderFieldsAndKeepsNulls() throws Exception {
        Class<?> before = version("public class Item { public String name = \"none\"; public Integer size = 1;"
                + " public Object gone = java.util.List.of(1, \"x\".repeat(300)); }");
        Class<?> after = version(
                "public class Item { public int added = 5; public Integer size = 2; public String name = \"other\"; }");
        Object item = instance(before);
        set(item, "name", null);
        set(item, "size", 42);

        Object newer = transfer(item, before, after);

        assertThat(get(newer, "name")).isNull();
        assertThat(get(newer, "size")).isEqualTo(42);
        assertThat(get(newer, "added")).isEqualTo(5);
    }

    @Test
    void aTypeThatOnlyARemovedFieldUsedIsPassedOver() throws Exception {
        Class<?> before = version("public record Item(Part part, String name) { public record Part(int a) {} }");
        Class<?> after = version("public record Item(String name) {}");
        Class<?> part = before.getDeclaredClasses()[0];

        Object newer = transfer(instance(before, instance(part, 1), "a"), before, after);

        assertThat(newer).hasToString("Item[name=a]");
    }

    @Test
    void aFieldWhoseTypeNoLongerFitsIsATypedError() throws Exception {
        Class<?> before = version("public record Item(String count) {}");
        Class<?> after = version("public record Item(int count) {}");

        assertThatThrownBy(() -> transfer(instance(before, "x"), before, after))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining("Item.count of type int cannot take a java.lang.String");
    }

    @Test
    void enumConstantsMayBeReorderedAndARemovedOneIsATypedError() throws Exception {
        Class<?> before = version("public enum Item { A, B, C }");
        Class<?> after = version("public enum Item { C, B }");

        assertThat(transfer(before.getEnumConstants()[2], before, after)).hasToString("C");
        assertThatThrownBy(() -> transfer(before.getEnumConstants()[0], before, after))
                .isInstanceOf(GridSerializationException.class);
    }

    private static Object transfer(Object value, Class<?> from, Class<?> to) {
        byte[] bytes =
                new ValueTypes(List.of(from), 1 << 20).codec(Object.class).encode(value);
        return new ValueTypes(List.of(to), 1 << 20).codec(to).decode(bytes);
    }

    private Class<?> version(String source) throws Exception {
        Path output = directory.resolve("version" + versions++);
        output.toFile().mkdir();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///shop/Item.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return "package shop; " + source;
                    }
                };
        List<String> options = List.of("-d", output.toString(), "-proc:none");
        assertThat(compiler.getTask(null, null, null, options, null, List.of(file))
                        .call())
                .isTrue();
        URLClassLoader loader = new URLClassLoader(new URL[] {output.toUri().toURL()}, null);
        return loader.loadClass("shop.Item");
    }

    private static Object instance(Class<?> type, Object... arguments) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        return constructor.newInstance(arguments);
    }

    private static void set(Object target, String name, Object value) throws Exception {
        Field field = target.getClass().getField(name);
        field.set(target, value);
    }

    private static Object get(Object target, String name) throws Exception {
        return target.getClass().getField(name).get(target);
    }
}
