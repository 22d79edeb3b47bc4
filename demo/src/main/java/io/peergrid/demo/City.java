package io.peergrid.demo;

/**
 * A city of the GeoNames data (CC BY 4.0).
 *
 * @param country ISO 3166 code of two letters
 * @param adminCode first-order division within the country; may be empty
 * @param longitude degrees east
 * @param latitude degrees north
 */
public record City(
        long id, String name, String country, String adminCode, long population, double longitude, double latitude) {

    String key() {
        return "city:" + id;
    }

    @Override
    public String toString() {
        return "%s, %s  pop. %,d  %.3f %.3f".formatted(name, country, population, latitude, longitude);
    }
}
