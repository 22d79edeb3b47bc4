package io.peergrid;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What failures of a store say about what it has done. */
final class StoreFailures {
    /** Connection could not be made, was refused: nothing was sent. The rest of class 08 may have lost the answer to a commit. */
    private static final Set<String> NEVER_CONNECTED = Set.of("08001", "08004");

    private static final int MAX_CAUSES = 50;

    private StoreFailures() {}

    static boolean surelyNotWritten(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SQLException sql) {
                return surelyNotWritten(sql);
            }
            if (cause instanceof IOException
                    || cause instanceof InterruptedException
                    || cause instanceof TimeoutException
                    || cause instanceof GridException) {
                return false;
            }
            cause = cause.getCause();
        }
        return true;
    }

    private static boolean surelyNotWritten(SQLException failure) {
        String state = failure.getSQLState();
        if (state != null && NEVER_CONNECTED.contains(state)) {
            return true;
        }
        return !(failure instanceof SQLRecoverableException)
                && !(failure instanceof SQLTransientException)
                && isOfStatement(state);
    }

    /** Class 22 (data), 23 (constraint), 28 (authorisation), 42 (syntax, access), 44 (view check): the statement was refused. */
    private static boolean isOfStatement(@Nullable String state) {
        return state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("28")
                        || state.startsWith("42")
                        || state.startsWith("44"));
    }
}
