import io.peergrid.CacheChange;
import io.peergrid.CacheConfig;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Set;

public class Invalidation {
    record Article(String name, String group, int price) {}

    public static void main(String[] args) throws Exception {
        GridConfig config = GridConfig.local()
                .name("invalidation")
                // example: tags
                .cache(CacheConfig.of("articles", String.class, Article.class)
                        .tags((key, article) -> Set.of("group:" + article.group()))
                        .build())
                // end
                .build();
        try (Grid grid = Grid.join(config);
                Connection database = DriverManager.getConnection("jdbc:h2:mem:invalidation")) {
            database.createStatement().execute("CREATE TABLE article(name VARCHAR PRIMARY KEY, price INT)");
            database.setAutoCommit(false);
            GridCache<String, Article> articles = grid.cache("articles", String.class, Article.class);
            articles.put("bolt", new Article("bolt", "iron", 2));
            articles.put("nut", new Article("nut", "iron", 1));
            articles.put("plank", new Article("plank", "wood", 9));

            // example: use
            articles.invalidate("bolt");
            long iron = articles.invalidateTag("group:iron");
            long dear = articles.invalidateIf(entry -> entry.value().price() > 5);
            // end

            // example: transaction
            try (CacheChange change = articles.changing(Set.of("bolt", "nut"))) {
                database.createStatement().execute("INSERT INTO article VALUES ('bolt', 3), ('nut', 2)");
                database.commit();
            }
            // end
            System.out.println(iron + " by tag, " + dear + " by price, left: " + articles.size());
        }
    }
}
