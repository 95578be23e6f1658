package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "users:",
                "users: 'bob, eve'",
                "users: [default, {name: bob}, [bob, eve]]",
                "users: {bob: true, eve: {gecos: Eve}}",
                "groups: 'a, b'",
                "groups: [a, {b: [bob, eve]}, {c: bob}]",
                "groups: {a: [bob], b: eve}"
            })
    void whatCloudInitCreatesIsFine(String config) {
        assertThat(Findings.placesInConfig(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            users: 5                -> 2:8 AB312 users is the number 5, and no user is created. Write
            users: [bob, 5]         -> 2:14 AB312 this item of users is the number 5, and no user or group at all is created. Write
            users: [~]              -> 2:9 AB312 this item of users is nothing (null), and
            users: [{gecos: Bob}]   -> 2:9 AB312 this user has no name, so that all of it is given to the image's default user. Write
            users: [{name: 5}]      -> 2:16 AB312 the name of a user is the number 5, and
            users: [{name: [bob]}]  -> 2:16 AB312 the name of a user is a list, and
            groups: 5               -> 2:9 AB312 groups is the number 5, and
            groups: ~               -> 2:9 AB312 groups is nothing (null), and
            groups: [a, 5]          -> 2:13 AB312 this item of groups is the number 5, and
            groups: [a, [b]]        -> 2:13 AB312 this item of groups is a list, and
            groups: [{a: 5}]        -> 2:11 AB312 the members of a group are the number 5, and
            groups: {a: [bob], b: } -> 2:20 AB312 the members of a group are nothing (null), and
            groups: {a: {bob: eve}} -> 2:10 AB312 the members of a group are a mapping, and
            """)
    void whatKeepsUsersFromBeingCreatedIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @Test
    void whoeverIsCreatedOwnsNoFileBefore() {
        assertLate("users: 'eve, bob'");
        assertLate("users: {bob: true}");
        assertLate("user: {name: bob}");
        assertLate("groups: bob");
        assertLate("groups: [{bob: [eve]}]");
    }

    private static void assertLate(String config) {
        assertThat(Findings.toldOfConfig("write_files: [{path: /a, owner: bob}]\n" + config))
                .singleElement()
                .asString()
                .startsWith("2:33 AB609 'bob' is created after the files are written,")
                .endsWith("Add 'defer: true' to this file");
    }
}
