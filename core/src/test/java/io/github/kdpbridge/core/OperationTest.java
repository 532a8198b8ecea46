package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final PageRequest PAGE = new PageRequest(3, 100);

    @Test
    void all_areTheConstants() {
        long constants = Arrays.stream(Operation.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .count();

        assertThat(Operation.all()).hasSize((int) constants).doesNotHaveDuplicates();
        assertThat(Operation.all())
                .extracting(Operation::name)
                .containsExactly(
                        "upload",
                        "delete",
                        "remove",
                        "status",
                        "transactions",
                        "devices",
                        "customers",
                        "resellers",
                        "profiles");
        assertThat(Operation.all().stream().filter(Operation::isWrite))
                .containsExactly(Operation.UPLOAD, Operation.DELETE, Operation.REMOVE);
    }

    @Test
    void request_namesItsOperationAndItsSubject() {
        List<Request<?>> requests = List.of(
                UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .imeis(List.of("351800000000702"))
                        .build(),
                DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(List.of("351800000000702"))),
                new RemovalRequest(TRANSACTION, CUSTOMER, null, TransactionId.of("244302")),
                StatusRequest.of(TRANSACTION),
                TransactionsQuery.all().on(PAGE),
                DeviceQuery.all().on(PAGE),
                CustomerQuery.all().on(PAGE),
                new ResellerQuery(PAGE),
                new ProfileQuery(CUSTOMER));

        assertThat(requests)
                .extracting(Request::label)
                .containsExactly(
                        "upload 244303",
                        "delete 244303",
                        "remove 244303",
                        "status 244303",
                        "transactions page 3",
                        "devices page 3",
                        "customers page 3",
                        "resellers page 3",
                        "profiles 1200000321");
        assertThat(requests.stream().map(Request::operation)).isEqualTo(Operation.all());
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(request).isInstanceOf(request.operation().request()));
    }
}
