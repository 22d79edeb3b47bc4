package io.peergrid.testkit.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects without nesting: strings, integers that fit a long, booleans and null. Strict: anything else, a repeated
 * field or text after the object is an error.
 */
final class FlatJson {
    private FlatJson() {}

    /** @throws IllegalArgumentException with the position of what is wrong */
    static Map<String, @Nullable Object> read(String text) {
        return new Reader(text).object();
    }

    /** Builds one object. */
    static final class Writer {
        private final StringBuilder out = new StringBuilder("{");

        Writer field(String name, @Nullable Object value) {
            if (out.length() > 1) {
                out.append(',');
            }
            string(name);
            out.append(':');
            if (value instanceof String text) {
                string(text);
            } else {
                out.append(value);
            }
            return this;
        }

        String finish() {
            return out.append('}').toString();
        }

        private void string(String text) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> out.append("\\\"");
                    case '\\' -> out.append("\\\\");
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    default -> {
                        // Lone surrogates have no UTF-8 form; escaped, they survive any file.
                        if (c < 0x20 || Character.isSurrogate(c)) {
                            out.append("\\u%04x".formatted((int) c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append('"');
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Map<String, @Nullable Object> object() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            expect('{');
            if (!skip('}')) {
                do {
                    blanks();
                    String name = string();
                    expect(':');
                    Object value = value();
                    if (fields.containsKey(name)) {
                        throw wrong("field \"" + name + "\" is repeated");
                    }
                    fields.put(name, value);
                } while (skip(','));
                expect('}');
            }
            blanks();
            if (at < text.length()) {
                throw wrong("text after the object");
            }
            return fields;
        }

        private @Nullable Object value() {
            blanks();
            if (at == text.length()) {
                throw wrong("a value is missing");
            }
            return switch (text.charAt(at)) {
                case '"' -> string();
                case 't' -> literal("true", true);
                case 'f' -> literal("false", false);
                case 'n' -> literal("null", null);
                default -> number();
            };
        }

        private @Nullable Object literal(String word, @Nullable Object value) {
            if (!text.startsWith(word, at)) {
                throw wrong("no value that is known here");
            }
            at += word.length();
            return value;
        }

        private Long number() {
            int start = at;
            skipHere('-');
            int digits = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
            boolean goesOn = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
            if (at == digits || leadingZero || goesOn) {
                throw wrong("not an integer");
            }
            try {
                return Long.valueOf(text.substring(start, at));
            } catch (NumberFormatException tooLarge) {
                throw wrong("an integer beyond 64 bits");
            }
        }

        private String string() {
            if (!skipHere('"')) {
                throw wrong("a string must begin here");
            }
            StringBuilder out = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return out.toString();
                }
                if (c < 0x20) {
                    throw wrong("a control character in a string");
                }
                out.append(c == '\\' ? escaped() : c);
            }
            throw wrong("the string does not end");
        }

        private char escaped() {
            char c = at < text.length() ? text.charAt(at++) : 0;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> hexadecimal();
                default -> throw wrong("an escape that JSON does not have");
            };
        }

        private char hexadecimal() {
            int code = 0;
            for (int i = 0; i < 4; i++) {
                int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
                if (digit < 0) {
                    throw wrong("four hexadecimal digits must follow \\u");
                }
                code = code << 4 | digit;
            }
            return (char) code;
        }

        private void expect(char c) {
            if (!skip(c)) {
                throw wrong("'" + c + "' must stand here");
            }
        }

        private boolean skip(char c) {
            blanks();
            return skipHere(c);
        }

        private boolean skipHere(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(what + " (character " + (at + 1) + ")");
        }
    }
}
