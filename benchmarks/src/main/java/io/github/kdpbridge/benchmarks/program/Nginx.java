package io.github.kdpbridge.benchmarks.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts nginx: as the generation 2 service, with fixed answers, and as a plain reverse proxy in front of it. */
public final class Nginx {
    private static final String TOKEN =
            "{\"access_token\":\"made-up-token\",\"token_type\":\"bearer\",\"expires_in\":3600}";
    private static final String RECEIPT =
            "{\"transactionId\":\"T-1\",\"state\":\"PROGRESS\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}";
    private static final String UNNAMED_RECEIPT =
            "{\"state\":\"PROGRESS\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}";

    private Nginx() {}

    /**
     * Starts a service that takes everything. Below {@code /unnamed} its receipts name no transaction, so they fit any
     * write.
     *
     * @param transaction what it answers to the question for a status
     */
    public static Running service(Workplace workplace, String transaction) {
        Path status = workplace.write("status.json", transaction);
        return start(workplace, "stub", """
                location /ams/ { return 200 '%s'; }
                location /unnamed/ { return 200 '%s'; }
                location = /kcs/v1/rp/devices/status { alias %s; }
                location / { return 200 '%s'; }
                """.formatted(TOKEN, UNNAMED_RECEIPT, status, RECEIPT), "", "access_log off;");
    }

    /** Starts a proxy that translates nothing and checks no key. */
    public static Running proxy(Workplace workplace, Running service) {
        return start(
                workplace, "nginx", """
                location / {
                    proxy_pass http://service;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    client_body_buffer_size 2m;
                    proxy_buffers 128 16k;
                }
                """, """
                upstream service {
                    server %s;
                    keepalive 512;
                    keepalive_requests 1000000000;
                }
                """.formatted(service.url().replace("http://", "")), "access_log access.log;");
    }

    private static Running start(
            Workplace workplace, String system, String locations, String upstream, String accessLog) {
        int port = workplace.freePort();
        String name = system + "-" + port;
        // Started by root, nginx gives its workers to somebody who cannot read the folder.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        Path configuration = workplace.write(name + ".conf", """
                %s
                worker_processes 2;
                pid %s.pid;
                error_log %s-error.log;
                events { worker_connections 16384; }
                http {
                    client_body_temp_path %s-body;
                    proxy_temp_path %s-proxy;
                    fastcgi_temp_path %s-fastcgi;
                    uwsgi_temp_path %s-uwsgi;
                    scgi_temp_path %s-scgi;
                    default_type application/json;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 1000000000;
                    keepalive_timeout 600s;
                    client_max_body_size 256m;
                    %s
                    %s
                    server {
                        listen 127.0.0.1:%d backlog=4096;
                        %s
                    }
                }
                """.formatted(
                        user, name, name, name, name, name, name, name, accessLog, upstream, port, locations));
        Path log = workplace.file(name + ".log");
        Process process = workplace.start(
                log,
                Map.of(),
                List.of(
                        "nginx",
                        "-p",
                        workplace.file("").toString(),
                        "-e",
                        workplace.file(name + "-error.log").toString(),
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off;"));
        workplace.await(process, log, () -> listens(port));
        return new Running(system, "", "http://127.0.0.1:" + port, false, process.pid());
    }

    /** Tells whether somebody listens at a port. */
    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
