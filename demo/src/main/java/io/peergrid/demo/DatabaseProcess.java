package io.peergrid.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.h2.tools.Server;

/** An H2 database in a process of its own, so that it can be killed like any other. Holds the cities in memory; says its URL when it is ready. */
final class DatabaseProcess {
    private DatabaseProcess() {}

    /** @param arguments how many cities, and the port, 0 for a free one */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        CountDownLatch end = ParentWatch.latch();
        Server server =
                Server.createTcpServer("-tcpPort", arguments[1], "-ifNotExists").start();
        CityDatabase database =
                new CityDatabase("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:cities;DB_CLOSE_DELAY=-1");
        List<City> cities = Cities.read().subList(0, Integer.parseInt(arguments[0]));
        database.fill(cities);
        System.out.println(database.url());
        end.await();
        server.stop();
    }
}
