package io.peergrid.codec;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which classes of an application can be stored, and what to say about the others. */
final class TypeRules {
    private TypeRules() {}

    /** Why objects of this very class cannot be stored, or null if they can. */
    static @Nullable String refusal(Class<?> type) {
        if (type.isHidden() || type.isSynthetic() || type.isAnonymousClass()) {
            return "it is a lambda or has no name, so other members cannot know it; use a named class";
        }
        if (type.isEnum() || type.isRecord()) {
            return null;
        }
        if ((type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) || type.isLocalClass()) {
            return "it belongs to an instance or a method around it; make it a static or a top-level class";
        }
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return "it is a collection of its own kind; use one of the JDK's, or hold it in a field of a class";
        }
        for (Class<?> at = type.getSuperclass(); at != null && at != Object.class; at = at.getSuperclass()) {
            if (isJdk(at) && !InstanceSerializer.fields(at).isEmpty()) {
                return "it extends " + at.getName() + ", whose fields are closed; hold one in a field instead";
            }
        }
        return null;
    }

    static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    static String notAllowed(Class<?> type) {
        String refusal = isJdk(type) ? "the grid has no form for this class of the JDK; convert it" : refusal(type);
        return type.getName() + " cannot be stored: "
                + (refusal != null
                        ? refusal
                        : "it is not among the allowed types. Say GridConfig.types(" + simpleName(type)
                                + ".class) or GridConfig.allowTypes(\"" + pattern(type)
                                + "\") on every member, or give the map handle that class");
    }

    /** What would allow it and its neighbours. */
    private static String pattern(Class<?> type) {
        Class<?> element = element(type);
        return element.getPackageName().isEmpty() ? element.getName() : element.getPackageName() + ".*";
    }

    /** What an array is made of; other types are made of themselves. */
    static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private static String simpleName(Class<?> type) {
        String name = type.getName();
        return type.isArray()
                ? type.getSimpleName()
                : name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
