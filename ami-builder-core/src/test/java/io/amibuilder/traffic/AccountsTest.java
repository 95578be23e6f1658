package io.amibuilder.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.testing.VirtualTime;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AccountsTest {
    private record Account(String region) {}

    private final Accounts accounts = new Accounts();
    private final VirtualTime time = new VirtualTime();

    @Test
    void equalAccountsShareOneTraffic() {
        Traffic first = accounts.traffic(new Account("eu-west-1"), time);
        assertThat(accounts.traffic(new Account("eu-west-1"), time)).isSameAs(first);
        assertThat(accounts.traffic(new Account("us-east-1"), time)).isNotSameAs(first);
    }

    @Test
    void anotherTimeIsAnotherTraffic() {
        Traffic first = accounts.traffic(new Account("eu-west-1"), time);
        assertThat(accounts.traffic(new Account("eu-west-1"), new VirtualTime()))
                .isNotSameAs(first);
    }

    @Test
    @Timeout(60)
    void neitherATrafficNorItsAccountIsKeptAlive() {
        WeakReference<Object> account = forgotten();
        while (account.get() != null || accounts.size() > 0) {
            System.gc();
        }
        assertThat(accounts.size()).isZero();
    }

    private WeakReference<Object> forgotten() {
        Object account = new Object();
        accounts.traffic(account, time);
        return new WeakReference<>(account);
    }
}
