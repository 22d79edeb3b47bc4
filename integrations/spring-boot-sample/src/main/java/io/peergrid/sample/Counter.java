package io.peergrid.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.cache.CacheException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

/** Where the shop is asked: {@code price bolt}, {@code once bolt}, {@code offer bolt}, {@code changed bolt} or {@code quotes}, a line each. */
@Component
class Counter implements CommandLineRunner {
    private final Prices prices;

    Counter(Prices prices) {
        this.prices = prices;
    }

    @Override
    public void run(String... arguments) throws IOException, InterruptedException {
        say("open");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            String[] words = question.split(" ");
            try {
                say(answer(words[0], words[words.length - 1]));
            } catch (CacheException unavailable) {
                say("sorry: " + unavailable.getMessage());
            }
        }
    }

    private static void say(Object answer) {
        System.out.println("> " + answer);
    }

    private Object answer(String question, String article) throws InterruptedException {
        return switch (question) {
            case "price" -> prices.price(article);
            case "once" -> prices.priceAskedOnce(article);
            case "offer" -> prices.offer(article);
            case "changed" -> {
                prices.changed(article);
                yield "forgotten";
            }
            case "quotes" -> prices.quotes();
            default -> "what is " + question + "?";
        };
    }
}
