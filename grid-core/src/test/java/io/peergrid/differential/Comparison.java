package io.peergrid.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What of two replies has to be the same, once what Redis leaves open is brought to one form: order, chance, cursors, the passing of time. */
final class Comparison {
    private static final Set<String> UNORDERED = Set.of("HKEYS", "HVALS", "SMEMBERS", "SINTER", "SUNION", "SDIFF");
    private static final Set<String> BY_CHANCE = Set.of("HRANDFIELD", "SRANDMEMBER", "SPOP", "ZRANDMEMBER");
    private static final Set<String> TIMES = Set.of("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME");
    private static final long MOST_MILLIS_APART = 20_000;

    private static final long COARSE_MILLIS = 50_000;
    private static final Pattern IDLE = Pattern.compile("(\\[\"\\d+-\\d+\", \"[^\"]*\", :|\"idle\", :)(\\d+)");
    private static final Pattern POINT_IN_TIME = Pattern.compile(":1[5-9]\\d{11}\\b");
    private static final Pattern NODES = Pattern.compile("(\"radix-tree-(?:keys|nodes)\", ):\\d+");

    private Comparison() {}

    static boolean same(List<byte[]> command, String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (Reply.isError(one) || Reply.isError(other)) {
            return false;
        }
        String name = name(command);
        if (TIMES.contains(name)) {
            return near(name, one, other);
        }
        return normal(name, one).equals(normal(name, other));
    }

    static String name(List<byte[]> command) {
        return new String(command.get(0), StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    private static boolean near(String name, String one, String other) {
        long first = Long.parseLong(one.substring(1));
        long second = Long.parseLong(other.substring(1));
        long unit = name.startsWith("P") ? 1 : 1_000;
        return first > 0 && second > 0 && Math.abs(first - second) * unit <= MOST_MILLIS_APART;
    }

    private static String normal(String name, String answer) {
        // Redis keeps the sign of a score of 0 in what it calls a skip list, and loses it in what it calls a list pack.
        String reply = name.startsWith("Z") ? answer.replace("\"-0\"", "\"0\"") : answer;
        List<String> items = Reply.split(reply);
        if (UNORDERED.contains(name)) {
            return sorted(items, 1).toString();
        } else if (name.equals("HGETALL")) {
            return sorted(items, 2).toString();
        } else if (name.endsWith("SCAN") && items.size() == 2) {
            List<String> page = Reply.split(items.get(1));
            int width = name.equals("SSCAN") || name.equals("SCAN") ? 1 : 2;
            return items.get(0) + new TreeSet<>(sorted(page, width));
        } else if (name.startsWith("X")) {
            return timeless(reply);
        } else if (name.equals("GET") && reply.startsWith("\"HYLL")) {
            return countless(reply);
        } else if (BY_CHANCE.contains(name)) {
            return reply.startsWith("[") ? "so many: " + items.size() : reply.equals(Reply.NIL) ? "none" : "one";
        }
        return reply;
    }

    /** What a stream tells without the milliseconds that passed, points in time and the nodes of Redis's tree. */
    private static String timeless(String reply) {
        String coarse =
                IDLE.matcher(reply).replaceAll(idle -> idle.group(1) + Long.parseLong(idle.group(2)) / COARSE_MILLIS);
        return NODES.matcher(POINT_IN_TIME.matcher(coarse).replaceAll("some time"))
                .replaceAll("$1");
    }

    /** A HyperLogLog without the count that Redis keeps in it when it was asked for it. */
    private static String countless(String reply) {
        byte[] bytes = Reply.unescaped(reply);
        Arrays.fill(bytes, Math.min(8, bytes.length), Math.min(16, bytes.length), (byte) 0);
        return Reply.escaped(bytes);
    }

    /** Groups of so many items, in one order. */
    private static List<String> sorted(List<String> items, int width) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i + width <= items.size(); i += width) {
            groups.add(String.join("=", items.subList(i, i + width)));
        }
        groups.sort(null);
        return groups;
    }
}
