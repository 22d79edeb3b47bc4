package io.peergrid.testkit.process;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Words of a control line: any text, escaped so that neither blanks nor line ends occur in it. */
final class Tokens {
    private Tokens() {}

    static String line(String... words) {
        List<String> escaped = new ArrayList<>();
        for (String word : words) {
            // An empty word would vanish between two blanks.
            escaped.add(word.isEmpty() ? "%" : URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        return String.join(" ", escaped);
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.trim().split(" ")) {
            words.add(word.equals("%") ? "" : URLDecoder.decode(word, StandardCharsets.UTF_8));
        }
        return words;
    }
}
