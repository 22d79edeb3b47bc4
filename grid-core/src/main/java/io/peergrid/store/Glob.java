package io.peergrid.store;

/**
 * Redis's glob over bytes: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]} and {@code \x} for x itself. Time is at most the
 * product of both lengths, whatever the pattern.
 */
public final class Glob {
    private final byte[] pattern;

    private Glob(byte[] pattern) {
        this.pattern = pattern;
    }

    public static Glob of(byte[] pattern) {
        return new Glob(pattern.clone());
    }

    /** The pattern, a copy. */
    public byte[] toBytes() {
        return pattern.clone();
    }

    /** Whether the whole text matches. */
    public boolean matches(ByteSlice text) {
        int at = 0;
        int position = 0;
        int starAt = -1;
        int starPosition = 0;
        while (position < text.length()) {
            if (at < pattern.length && pattern[at] == '*') {
                // Only the last star ever needs to take more, so going back is one step, not a search.
                starAt = at++;
                starPosition = position;
            } else if (at < pattern.length && matchesOne(at, text.byteAt(position))) {
                at = elementEnd(at);
                position++;
            } else if (starAt >= 0) {
                at = starAt + 1;
                position = ++starPosition;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    private boolean matchesOne(int at, byte value) {
        return switch (pattern[at]) {
            case '?' -> true;
            case '[' -> matchesClass(at, value & 0xff);
            case '\\' -> pattern[at + 1 < pattern.length ? at + 1 : at] == value;
            default -> pattern[at] == value;
        };
    }

    private boolean matchesClass(int open, int value) {
        boolean negated = open + 1 < pattern.length && pattern[open + 1] == '^';
        int end = elementEnd(open);
        boolean found = false;
        int at = open + (negated ? 2 : 1);
        while (at < end && pattern[at] != ']') {
            if (pattern[at] == '\\' && at + 1 < end) {
                at++;
            }
            int low = pattern[at] & 0xff;
            int high = low;
            if (at + 2 < end && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
                high = pattern[at + 2] & 0xff;
                at += 2;
            }
            found |= Math.min(low, high) <= value && value <= Math.max(low, high);
            at++;
        }
        return found != negated;
    }

    /** Behind the element that begins here; a class that is never closed reaches to the end. */
    private int elementEnd(int at) {
        if (pattern[at] == '\\') {
            return Math.min(at + 2, pattern.length);
        }
        if (pattern[at] != '[') {
            return at + 1;
        }
        for (int end = at + 1; end < pattern.length; end++) {
            if (pattern[end] == '\\') {
                end++;
            } else if (pattern[end] == ']') {
                return end + 1;
            }
        }
        return pattern.length;
    }
}
