package io.peergrid.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The cities that ship with the demo: a gzipped CSV with a header line, fields quoted where they contain a comma. */
final class Cities {
    private static final String RESOURCE = "cities.csv.gz";

    private Cities() {}

    static List<City> read() {
        try (InputStream file = Cities.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the demo's jar");
            }
            return read(new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static List<City> read(BufferedReader lines) throws IOException {
        List<City> cities = new ArrayList<>(120_000);
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            cities.add(parse(line));
        }
        return cities;
    }

    static City parse(String line) {
        List<String> fields = fields(line);
        if (fields.size() != 7) {
            throw new IllegalArgumentException("a city has 7 fields, this line has " + fields.size() + ": " + line);
        }
        return new City(
                Long.parseLong(fields.get(0)),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                Long.parseLong(fields.get(4)),
                Double.parseDouble(fields.get(5)),
                Double.parseDouble(fields.get(6)));
    }

    private static List<String> fields(String line) {
        return line.indexOf('"') < 0 ? List.of(line.split(",", -1)) : quotedFields(line);
    }

    private static List<String> quotedFields(String line) {
        List<String> fields = new ArrayList<>(7);
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
