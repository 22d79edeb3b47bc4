package io.peergrid.sample;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Asks a supplier, who takes his time. */
@Service
public class Prices {
    private final AtomicInteger quotes = new AtomicInteger();
    private final long supplierMillis;

    Prices(@Value("${shop.supplier.millis}") long supplierMillis) {
        this.supplierMillis = supplierMillis;
    }

    @Cacheable("prices")
    public Price price(String article) throws InterruptedException {
        return quote(article);
    }

    /** Asked once, however many callers in however many processes want it at the same time. */
    @Cacheable(cacheNames = "prices", sync = true)
    public Price priceAskedOnce(String article) throws InterruptedException {
        return quote(article);
    }

    /** Forgotten after a while. */
    @Cacheable("offers")
    public Price offer(String article) throws InterruptedException {
        return quote(article);
    }

    /** Every process asks anew. */
    @CacheEvict("prices")
    public void changed(String article) {}

    private Price quote(String article) throws InterruptedException {
        int quote = quotes.incrementAndGet();
        Thread.sleep(supplierMillis);
        return new Price(
                article, 100L * article.length(), quote, ProcessHandle.current().pid());
    }

    /** How many times the supplier was asked here. */
    int quotes() {
        return quotes.get();
    }
}
