package io.peergrid.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Replies, and what is left of them to compare, as one line of text each. */
final class Reply {
    static final String NIL = "nil";

    private Reply() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String status(String word) {
        return "+" + word;
    }

    static String error(String text) {
        return "-" + text;
    }

    static String whole(long number) {
        return ":" + number;
    }

    static String bulk(byte[] bytes) {
        return escaped(bytes);
    }

    static String items(List<String> items) {
        return "[" + String.join(", ", items) + "]";
    }

    static boolean isError(String reply) {
        return reply.startsWith("-");
    }

    /** The items of a list; itself if it is none. */
    static List<String> split(String reply) {
        if (!reply.startsWith("[")) {
            return List.of(reply);
        }
        List<String> items = new ArrayList<>();
        int depth = 0;
        int from = 1;
        boolean quoted = false;
        for (int i = 1; i < reply.length() - 1; i++) {
            char c = reply.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']') {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                items.add(reply.substring(from, i));
                from = i + 2;
            }
        }
        if (from < reply.length() - 1) {
            items.add(reply.substring(from, reply.length() - 1));
        }
        return items;
    }

    /** In quotation marks; everything but plain letters, digits and signs as two hexadecimal digits. */
    static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 2).append('"');
        for (byte b : bytes) {
            if (b > ' ' && b < 0x7f && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\%02x", b & 0xff));
            }
        }
        return text.append('"').toString();
    }

    static byte[] unescaped(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                text.append((char) Integer.parseInt(quoted.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append(c);
            }
        }
        return bytes(text.toString());
    }

    static String shown(List<byte[]> command) {
        return String.join(" ", command.stream().map(Reply::escaped).toList());
    }

    static List<byte[]> parsed(String shown) {
        List<byte[]> command = new ArrayList<>();
        for (String argument : shown.split(" ")) {
            command.add(unescaped(argument));
        }
        return command;
    }
}
