package io.peergrid.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a real Redis replied to sequences of commands.
 *
 * @param version of the Redis
 * @param nowMillis when it was recorded
 */
record Transcript(String version, long nowMillis, List<Part> parts) {
    /** Where that of one type is, among the test's resources. */
    static String resource(String type) {
        return "/transcripts/" + type + ".txt.gz";
    }

    /** One sequence, on a Redis that was empty. */
    record Part(String title, List<Step> steps) {}

    record Step(List<byte[]> command, String reply) {}

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.ISO_8859_1)) {
            out.write(version + "\t" + nowMillis + "\n");
            for (Part part : parts) {
                out.write("# " + part.title + "\n");
                for (Step step : part.steps) {
                    out.write(Reply.shown(step.command) + "\t" + step.reply + "\n");
                }
            }
        }
    }

    static Transcript read(String type) throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream(resource(type));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.ISO_8859_1))) {
            String[] head = lines.readLine().split("\t");
            List<Part> parts = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("# ")) {
                    parts.add(new Part(line.substring(2), new ArrayList<>()));
                } else {
                    int tab = line.indexOf('\t');
                    Step step = new Step(Reply.parsed(line.substring(0, tab)), line.substring(tab + 1));
                    parts.get(parts.size() - 1).steps.add(step);
                }
            }
            return new Transcript(head[0], Long.parseLong(head[1]), parts);
        }
    }
}
