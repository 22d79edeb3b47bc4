package io.peergrid.transport.jgroups;

import java.util.Locale;
import org.jgroups.logging.Slf4jLogImpl;
import org.slf4j.Logger;

/**
 * For the connections of JGroups, which complain of each one that ends. Members come and go: what of it matters to the
 * user is said by {@link MemberSocket} and by the grid.
 */
final class QuietLog extends Slf4jLogImpl {
    QuietLog(Logger logger) {
        super(Locale.ROOT, logger);
    }

    @Override
    public void fatal(String message) {
        debug(message);
    }

    @Override
    public void fatal(String format, Object... arguments) {
        debug(format, arguments);
    }

    @Override
    public void fatal(String message, Throwable cause) {
        debug(message, cause);
    }

    @Override
    public void error(String message) {
        debug(message);
    }

    @Override
    public void error(String format, Object... arguments) {
        debug(format, arguments);
    }

    @Override
    public void error(String message, Throwable cause) {
        debug(message, cause);
    }

    @Override
    public void warn(String message) {
        debug(message);
    }

    @Override
    public void warn(String format, Object... arguments) {
        debug(format, arguments);
    }

    @Override
    public void warn(String message, Throwable cause) {
        debug(message, cause);
    }
}
