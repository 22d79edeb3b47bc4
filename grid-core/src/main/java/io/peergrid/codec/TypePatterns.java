package io.peergrid.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Classes by their names: {@code com.acme.*} is what is in that package and in those below it, {@code com.acme.Order} that class and the classes in it. Immutable.
 */
public final class TypePatterns {
    /** Allows nothing. */
    static final TypePatterns NONE = new TypePatterns(List.of());

    private static final String PART = "[\\p{Alpha}_$][\\p{Alnum}_$]*";
    private static final Pattern FORM = Pattern.compile(PART + "(\\." + PART + ")*(\\.\\*)?");

    private final List<String> patterns;

    private TypePatterns(Collection<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** @throws IllegalArgumentException if one of them names no package and no class, as {@code *} does */
    public static TypePatterns of(Collection<String> patterns) {
        for (String pattern : patterns) {
            if (!FORM.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "\"" + pattern + "\" names no package and no class: say \"com.acme.*\" for "
                                + "what is in a package and those below it, or \"com.acme.Order\" for one class");
            }
        }
        return new TypePatterns(patterns);
    }

    TypePatterns and(Collection<String> more) {
        List<String> all = new ArrayList<>(patterns);
        all.addAll(of(more).patterns);
        return new TypePatterns(all);
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** @param className as {@link Class#getName()}, of no array */
    boolean match(String className) {
        for (String pattern : patterns) {
            int star = pattern.length() - 1;
            boolean matches = pattern.charAt(star) == '*'
                    ? className.startsWith(pattern.substring(0, star))
                    : className.equals(pattern) || className.startsWith(pattern + "$");
            if (matches) {
                return true;
            }
        }
        return false;
    }
}
