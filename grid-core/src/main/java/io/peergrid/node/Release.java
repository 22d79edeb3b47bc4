package io.peergrid.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which release this code is, for people. */
final class Release {
    private static final String NAME = read();

    private Release() {}

    /** As in "0.1.0"; empty if it is not known. */
    static String name() {
        return NAME;
    }

    private static String read() {
        try (InputStream in = Release.class.getResourceAsStream("/io/peergrid/release.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("release", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the release's name cannot be read from the jar", e);
        }
    }
}
