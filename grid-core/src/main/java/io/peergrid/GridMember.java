package io.peergrid;

/**
 * A member as the API shows it.
 *
 * @param id this life of the process, 32 hex digits; a restarted process is a new member
 * @param name what people call it; need not be unique
 * @param host machine it runs on
 * @param zone failure zone, or empty
 * @param address where its transport listens, for people only
 * @param pid process id on its host, or 0 where unknown
 */
public record GridMember(String id, String name, String host, String zone, String address, long pid) {

    /** Name and the first eight digits of the id, which tell lives of one process apart. */
    @Override
    public String toString() {
        String brief = id.substring(0, Math.min(8, id.length()));
        return name.isEmpty() ? brief : name + "/" + brief;
    }
}
