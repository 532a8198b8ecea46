package example;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A shop that registers what it sold. */
@SpringBootApplication
public class ShopApplication {
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @RestController
    static class Counter {
        private final Orders orders;

        Counter(Orders orders) {
            this.orders = orders;
        }

        @PostMapping("/orders/{number}")
        String order(@PathVariable("number") String number, @RequestBody List<String> imeis) {
            return orders.register(number, imeis).size() + " failed";
        }
    }
}
