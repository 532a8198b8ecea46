import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client knows Samsung's address only, and is answered in the process. */
class KdpClientTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void client_printsWhatItPrintsOnGeneration1() throws Exception {
        System.setProperty("kdp.gen2", knox.gen2BaseUrl().toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            KdpClient.main(new String[0]);
        } finally {
            System.setOut(out);
        }

        // Up to the wrong key, which an interceptor for one account does not look at.
        List<String> expected = Files.readAllLines(Path.of(System.getProperty("expected")));
        int same = expected.indexOf(expected.stream()
                .filter(line -> line.startsWith("upload PO-6"))
                .findFirst()
                .orElseThrow());
        assertEquals(
                expected.subList(0, same),
                printed.toString(StandardCharsets.UTF_8).lines().limit(same).toList());
    }
}
