package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.PrintWriter;

/** Prints requests and answers one below the other, without the keys in their headers. */
final class ExchangePrinter {
    private final PrintWriter out;

    ExchangePrinter(PrintWriter out) {
        this.out = out;
    }

    void request(SessionRequest request) {
        out.println("### " + Text.printable(request.name()));
        out.println(request.method() + " " + request.target());
        request.headers().forEach(out::println);
        if (request.body() != null) {
            out.println();
            out.println(Text.printable(request.body()));
        }
        out.println();
        out.flush();
    }

    void answer(Exchange exchange) {
        String times = exchange.sent() == 1 ? "" : ", sent " + exchange.sent() + " times";
        out.println("-> " + exchange.answer().status() + " ("
                + exchange.answer().elapsed().toMillis() + " ms" + times + ")");
        if (!exchange.settled()) {
            out.println("-> gave up: no answer contained " + exchange.request().until());
        }
        if (!exchange.answer().body().isEmpty()) {
            out.println(Text.body(exchange.answer().body()));
        }
        out.println();
        out.flush();
    }
}
