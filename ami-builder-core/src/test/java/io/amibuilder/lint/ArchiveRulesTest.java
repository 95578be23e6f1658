package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveRulesTest {
    private static final String HEADER = "#cloud-config-archive\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- 'packages: [git]'",
                "- {content: 'packages: [git]', type: text/cloud-config}",
                "- {content: 'packages: [git]', type: TEXT/Cloud-Config}",
                "- {content: 'packages: [git]', type: }",
                "- {content: 'packages: [git]', type: null}",
                "- {content: 'packages: [git]', type: ''}",
                "- {content: 'packages: [git]', type: 0}",
                "- {content: 'packages: [git]', type: []}",
                "- {content: '[{\"op\": \"add\", \"path\": \"/a\", \"value\": 1}]', type: text/cloud-config-jsonp}",
                "- {content: '#cloud-config-jsonp [{\"op\": \"add\", \"path\": \"/a\", \"value\": 1}]'}",
                "- {content: '#!/bin/sh', type: text/plain, Filename: 5, launch-index: 0, X-Any: text}",
                "- {content: '#!/bin/sh', X-Any: , content-type: 5, Content-Disposition: [a], Number-Attachments: 2}",
                "- {content: '#!/bin/sh', type: text/x-shellscript}",
                "- {content: '#!/bin/sh ~', type: text/x-shellscript-per-boot}",
                "- {content: !!binary IyEvYmluL3NoCg==, type: text/x-shellscript}",
                "- \"#!/bin/sh\\n# \\x7F\"",
                "[&a {content: '#!/bin/sh'}, {<<: *a, type: text/x-shellscript}]"
            })
    void whatCloudInitTakesIsFine(String entries) {
        assertThat(Findings.places(HEADER + entries)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            content: text            -> 2:1 AB131 an archive must be a list, but is a mapping, and is dropped. Write a list of texts
            - 5                      -> 2:3 AB131 this entry is the number 5, and is skipped.
            - ['#!/bin/sh']          -> 2:3 AB131 this entry is a list, and is skipped.
            - {type: text/plain}     -> 2:3 AB131 this entry has no content, and does nothing.
            - {content: 5}           -> 2:13 AB131 the content is the number 5, and all of the user-data is lost.
            - {content: ['#!/bin/sh']} -> 2:13 AB131 the content is a list, and all of the user-data is lost.
            - {content: '#!/bin/sh', X-Any: 5} -> 2:33 AB131 the header 'X-Any' is the number 5, not text, and all of the user-data is lost.
            - {content: '#!/bin/sh', X-Any: [a]} -> 2:33 AB131 the header 'X-Any' is a list, not text, and
            - {content: '#!/bin/sh', 5: a}    -> 2:26 AB131 this key is the number 5, not text, and all of the user-data is lost.
            - {content: '#!/bin/sh', launch-index: 1} -> 2:26 AB106 this part is for instance the number 1 of a launch
            - {content: 'packages: [git]', type: text/x} -> 2:38 AB132 cloud-init does not know the type of this entry, and drops it. Remove 'type': the first line
            - {content: 'packages: [git]', type: text/plain} -> 2:38 AB132 cloud-init does not know the type of this entry, and
            - {content: 'packages: [git]', type: 5} -> 2:38 AB131 the type is the number 5, without a '/', and all of the user-data is lost.
            - {content: 'packages: [git]', type: foo} -> 2:38 AB131 the type is the text 'foo', without a '/', and all of the user-data is lost.
            - {content: '#!/bin/sh', type: [text/plain]} -> 2:32 AB131 the type is a list, without a '/', and all of the user-data is lost.
            - {content: '[5]', type: text/cloud-config-jsonp} -> 2:15 AB
            - {content: '#include', type: text/plain} -> 2:13 AB132 an archive cannot contain '#include', and cloud-init drops the entry. Make it a part of its own
            - {content: 'https://a/b', type: text/x-include-url} -> 2:13 AB132 an archive cannot contain '#include', and
            - '#cloud-config-archive' -> 2:3 AB132 an archive cannot contain '#cloud-config-archive', and
            - {content: 'reboot: 1', type: text/cloud-config} -> 2:14 AB302 cloud-init has no key 'reboot'
            - {content: 'a', type: text/cloud-boothook} -> 2:14 AB105 cloud-init removes
            - {content: 'a', type: text/jinja2} -> 2:14 AB121 cloud-init renders
            """)
    void whatIsLostIsSaid(String entries, String told) {
        assertThat(Findings.told(HEADER + entries))
                .anySatisfy(finding -> assertThat(finding).startsWith(told));
    }

    @Test
    void anEntryIsCheckedAgainstTheUsersItCreates() {
        assertThat(Findings.places(HEADER + "- |\n  users: [bob]\n  write_files: [{path: /a, owner: bob}]\n"))
                .containsExactly("4:35 AB609");
    }

    @Test
    void anEntryThatSaysHowItIsMergedLosesNothing() {
        assertThat(Findings.places(HEADER + "- 'runcmd: [a]'\n")).containsExactly("2:4 AB405");
        assertThat(Findings.places(HEADER + "- {Merge-Type: 'list(append)+dict(no_replace,recurse_list)', content:"
                        + " 'runcmd: [a]'}\n"))
                .isEmpty();
    }
}
