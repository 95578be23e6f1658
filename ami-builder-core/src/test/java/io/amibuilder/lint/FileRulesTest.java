package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner:",
                "owner: 'root:root'",
                "owner: ':adm'",
                "permissions:",
                "permissions: 0",
                "permissions: ' 0o755 '",
                "encoding:",
                "encoding: null",
                "encoding: ''",
                "encoding: text/plain",
                "encoding: ' B64 ', content: aGVsbG8=",
                "encoding: gz+b64, content: H4sIAAAAAAAAAwMAAAAAAAAAAAA=",
                "encoding: gz+b64, content: ''",
                "encoding: gz, content: !!binary H4sIAAAAAAAAAwMAAAAAAAAAAAA=",
                "encoding: gz, content: !!binary ''",
                "encoding: b64, content: !!binary WVRvZ01Rbz0=",
                "encoding: gz+b64, content: !!binary SDRzSUFBQUFBQUFBQXdNQUFBQUFBQUFBQUFBPQ=="
            })
    void whatCloudInitWritesIsFine(String entry) {
        assertThat(Findings.placesInConfig(file(entry))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            owner: 5              -> 2:33 AB609 the owner is the number 5, and neither this file nor those after it are finished. Write names
            owner: [root]         -> 2:33 AB609 the owner is a list, and
            owner: '0'            -> 2:33 AB609 '0' is looked up as a name, which there is not, and the files after this one are not written. Write names
            owner: nginx          -> 2:33 AB610 files are written before users are created and packages are installed; without a 'nginx' in the base image
            permissions: 755      -> 2:39 AB607 '755' is a decimal number here: the file gets mode 01363. Write it in quotes with a leading zero: '0755'
            permissions: 4096     -> 2:39 AB607 '4096' is a decimal number here: the file gets mode 010000.
            permissions: -1       -> 2:39 AB607 '-1' is a decimal number here
            permissions: rwx      -> 2:39 AB607 the permissions are the text 'rwx', no octal number, and the file gets 0644. Write four octal digits
            permissions: [7]      -> 2:39 AB607 the permissions are a list, no octal number
            permissions: 1.5      -> 2:39 AB607 the permissions are the number 1.5, no octal number
            permissions: 07777    -> 2:39 AB608 before cloud-init 25.3
            permissions: '2755'   -> 2:39 AB608 before cloud-init 25.3
            encoding: base-64     -> 2:36 AB604 there is no encoding 'base-64', and the content is written as it stands. Use b64
            encoding: [b64]       -> 2:36 AB604 there is no encoding 'a list'
            encoding: gz, content: hello      -> 2:49 AB606 text cannot be gzip, and neither this file nor those after it are written. Use 'encoding: gz+b64'
            encoding: b64, content: aGVs*bG8= -> 2:50 AB606 the content has characters that are not base64, which are left out in silence. Encode it again
            encoding: b64, content: aGVsbG8   -> 2:50 AB606 the length of this base64 is no multiple of 4, and
            encoding: gz+b64, content: aGVsbG8= -> 2:53 AB606 this is not gzip in base64, and neither this file nor those after it are written. Use 'encoding: b64'
            encoding: gz, content: !!binary YTogMQo= -> 2:49 AB606 this is not gzip in base64, and
            encoding: b64, content: !!binary aGVsbG8= -> 2:50 AB606 the length of this base64 is no multiple of 4, and
            encoding: b64, content: !!binary YTogMQo= -> 2:50 AB606 the content has characters that are not base64
            encoding: gz+b64, content: !!binary WVRvZ01Rbz0= -> 2:53 AB606 this is not gzip in base64, and
            encoding: b64, content: !!binary 'a' -> 2:50 AB2
            content: 5            -> 2:35 AB605 the content is the number 5, not text: this file and those after it are not written. Put it into quotes
            content: [5]          -> 2:35 AB605 the content is a list, not text
            content:              -> 2:26 AB605 the content is nothing (null), not text: this file and those after it are not written. Write '' for an empty file
            content: ' #!/bin/sh' -> 2:36 AB612 this script begins with blanks or empty lines
            encoding: text/plain, content: ' #!/bin/sh' -> 2:58 AB612 this script begins with blanks or empty lines
            """)
    void whatIsNotWrittenAsItStandsIsSaid(String entry, String told) {
        assertThat(Findings.toldOfConfig(file(entry)))
                .singleElement()
                .asString()
                .startsWith(told);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            write_files:                  -> 2:1 AB601 write_files is nothing (null), and none of its files is written.
            write_files: text             -> 2:14 AB601 write_files is the text 'text', and
            write_files: {path: /a}       -> 2:14 AB601 write_files is a mapping, and
            write_files: [/a]             -> 2:15 AB601 this item of write_files is the text '/a', and no file of the whole list is written.
            write_files: [{content: 5}]   -> 2:15 AB602 this file has no path, and cloud-init skips it.
            write_files: [{path: [/a], content: 5}] -> 2:22 AB602 the path is a list, and the file is not written.
            write_files: [{path: ''}]     -> 2:22 AB602 the path is the text '', and
            write_files: [{path: a}]      -> 2:22 AB603 'a' is taken from the root directory
            """)
    void whatIsNoFileIsSaidOnce(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @Test
    void aFileIsTwiceWhenItIsWrittenAtTheSameTime() {
        assertThat(Findings.toldOfConfig("write_files:\n- path: /a\n- path: /a\n  append: false\n"))
                .singleElement()
                .asString()
                .startsWith("4:9 AB611 '/a' is already written at cloudinit/10_x:3, and");
        assertThat(Findings.placesInConfig("write_files:\n- path: /a\n- path: /a\n  append: yes\n"))
                .isEmpty();
        assertThat(Findings.placesInConfig("write_files:\n- path: /a\n- path: /a\n  defer: true\n"))
                .isEmpty();
    }

    private static String file(String entry) {
        return "write_files: [{path: /a, " + entry + "}]\n";
    }
}
