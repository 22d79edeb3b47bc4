package io.peergrid.sample;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.cache.JCacheManagerCustomizer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;

/** Start it several times on one machine: what one process has asked for, the others know. */
@SpringBootApplication
@EnableCaching
public class ShopApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    /** Types that a cache names need not be allowed besides. */
    @Bean
    JCacheManagerCustomizer caches(@Value("${shop.offers.live}") Duration offersLive) {
        return manager -> {
            manager.createCache(
                    "prices", new MutableConfiguration<String, Price>().setTypes(String.class, Price.class));
            manager.createCache(
                    "offers",
                    new MutableConfiguration<String, Price>()
                            .setTypes(String.class, Price.class)
                            .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                                    new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, offersLive.toMillis()))));
        };
    }
}
