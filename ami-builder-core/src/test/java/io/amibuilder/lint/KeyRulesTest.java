package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "package_update: 'yes'",
                "package_update: '1'",
                "locale: C",
                "locale: false",
                "apt_pipelining: 5",
                "apt_pipelining: os",
                "hostname: 5",
                "hostname: ! builder",
                "hostname:",
                "vendor_data2: [1]",
                "x-any: 1",
                ".any: 1",
                "_any: 1"
            })
    void whatAKeyTakesIsFine(String config) {
        assertThat(Findings.placesInConfig(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            ntp: 5                  -> 2:6 AB304 'ntp' is the number 5, but cloud-init expects a mapping. Write a mapping
            ntp: text               -> 2:6 AB304 'ntp' is the text 'text', but cloud-init expects a mapping.
            ntp: true               -> 2:6 AB304 'ntp' is the truth value True, but
            mounts: {a: b}          -> 2:9 AB304 'mounts' is a mapping, but cloud-init expects a list.
            hostname: [a]           -> 2:11 AB304 'hostname' is a list, but cloud-init expects text.
            package_update: maybe   -> 2:17 AB304 'package_update' is the text 'maybe', but cloud-init expects true or false.
            package_update: 2       -> 2:17 AB304 'package_update' is the number 2, but
            launch-index: [0]       -> 2:15 AB304 'launch-index' is a list, but cloud-init expects a number.
            apt_pipelining: [a]     -> 2:17 AB304 'apt_pipelining' is a list, but cloud-init expects true or false or a number or text.
            hostname: 0123          -> 2:11 AB225 'hostname' is text, but '0123' is read as the number 83.
            hostname: yes           -> 2:11 AB225 'hostname' is text, but 'yes' is read as the truth value True.
            """)
    void whatAKeyDoesNotTakeIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config))
                .anySatisfy(finding -> assertThat(finding).startsWith(told));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            apt_update: true             -> 2:1 AB303 'apt_update' is deprecated, and a later cloud-init ignores it. Use 'package_update'
            system_info: {}              -> 2:1 AB303 'system_info' is not meant to be set by user-data. Put it into fs/etc/cloud/cloud.cfg.d/
            chpasswd: {list: 'a:b'}      -> 2:12 AB303 'list' in 'chpasswd' is deprecated, and a later cloud-init ignores it. Use 'chpasswd.users'
            users: [{name: a, lock-passwd: true}] -> 2:19 AB303 'lock-passwd' in 'users' is deprecated, and a later cloud-init ignores it. Use 'lock_passwd'
            """)
    void whatGoesAwayIsSaidWithItsSuccessor(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            5: 1            -> 2:1 AB302 cloud-init has no key '5', and ignores it. Remove it, or let its name begin with 'x-' when it only holds anchors
            yes: 1          -> 2:1 AB223 the key 'yes' is the truth value True, not text. Put it into quotes
            fa: 1           -> 2:1 AB302 cloud-init has no key 'fa', and ignores it. Remove it, or let its name begin with 'x-' when it only holds anchors
            userz: 1        -> 2:1 AB301 cloud-init has no key 'userz', and ignores it. Did you mean 'users'?
            usres: 1        -> 2:1 AB301 cloud-init has no key 'usres', and ignores it. Did you mean 'users'?
            sanp: 1         -> 2:1 AB301 cloud-init has no key 'sanp', and ignores it. Did you mean 'snap'?
            suers: 1        -> 2:1 AB301 cloud-init has no key 'suers', and ignores it. Did you mean 'users'?
            chfe: 1         -> 2:1 AB301 cloud-init has no key 'chfe', and ignores it. Did you mean 'chef'?
            CaCerts: 1      -> 2:1 AB301 cloud-init has no key 'CaCerts', and ignores it. Did you mean 'ca_certs'?
            hsotnaxy: 1     -> 2:1 AB302 cloud-init has no key 'hsotnaxy', and ignores it. Remove it, or let its name begin with 'x-' when it only holds anchors
            """)
    void aKeyIsMisspeltWhenItIsNearToAnother(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).containsExactly(told);
    }
}
