package io.peergrid.command.key;

import io.peergrid.command.DataCommand;
import java.util.List;

/** Redis's commands on keys of any type, numbers 50 to 69. */
public final class KeyCommands {
    public static final DataCommand DELETE = new KeyDelete(50);
    public static final DataCommand UNLINK = new KeyUnlink(51);
    public static final DataCommand EXISTS = new KeyExists(52);
    public static final DataCommand TOUCH = new KeyTouch(53);
    public static final DataCommand TYPE = new KeyType(54);
    public static final DataCommand EXPIRE = new KeyExpire(55);
    public static final DataCommand EXPIRE_MILLIS = new KeyExpireMillis(56);
    public static final DataCommand EXPIRE_AT = new KeyExpireAt(57);
    public static final DataCommand EXPIRE_AT_MILLIS = new KeyExpireAtMillis(58);
    public static final DataCommand TIME_TO_LIVE = new KeyTimeToLive(59);
    public static final DataCommand TIME_TO_LIVE_MILLIS = new KeyTimeToLiveMillis(60);
    public static final DataCommand EXPIRE_TIME = new KeyExpireTime(61);
    public static final DataCommand EXPIRE_TIME_MILLIS = new KeyExpireTimeMillis(62);
    public static final DataCommand PERSIST = new KeyPersist(63);
    public static final DataCommand RENAME = new KeyRename(64);
    public static final DataCommand RENAME_IF_ABSENT = new KeyRenameIfAbsent(65);
    public static final DataCommand COPY = new KeyCopy(66);

    public static final List<DataCommand> ALL = List.of(
            DELETE,
            UNLINK,
            EXISTS,
            TOUCH,
            TYPE,
            EXPIRE,
            EXPIRE_MILLIS,
            EXPIRE_AT,
            EXPIRE_AT_MILLIS,
            TIME_TO_LIVE,
            TIME_TO_LIVE_MILLIS,
            EXPIRE_TIME,
            EXPIRE_TIME_MILLIS,
            PERSIST,
            RENAME,
            RENAME_IF_ABSENT,
            COPY);

    private KeyCommands() {}
}
