package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserdataTest {
    private static final String CONFIG = "#cloud-config\npackages: [nginx]\n";

    @Test
    void whatFitsExactlyIsTakenAndOneByteMoreIsNot() {
        assertThat(Userdata.of(new byte[Userdata.MAX_BYTES]).sizeBytes()).isEqualTo(16_384);
        assertThatThrownBy(() -> Userdata.of(new byte[Userdata.MAX_BYTES + 1]))
                .isInstanceOfSatisfying(
                        UserdataTooLargeException.class,
                        tooLarge -> assertThat(tooLarge.actualBytes()).isEqualTo(16_385));
    }

    @Test
    void userdataIsEqualByItsBytes() {
        assertThat(compiled()).isEqualTo(compiled()).hasSameHashCodeAs(compiled());
        assertThat(compiled()).isNotEqualTo(foreign()).doesNotHaveSameHashCodeAs(foreign());
        assertThat(compiled()).isNotEqualTo(compiled().bytes());
        assertThat(compiled().digest()).isEqualTo(Sha256.of(compiled().bytes()));
    }

    @Test
    void itIsShownWithItsSizeAndItsNonce() {
        assertThat(compiled())
                .hasToString("user-data of " + compiled().sizeBytes() + " of 16384 bytes, nonce "
                        + compiled().nonce().orElseThrow());
        assertThat(foreign()).hasToString("user-data of 9 of 16384 bytes, not compiled by ami-builder");
    }

    @Test
    void itsPartsAreThoseOfTheUserAndOurs() {
        assertThat(compiled().parts())
                .anySatisfy(part -> assertThat(part)
                        .hasToString(
                                "10_a.cfg (text/cloud-config, " + part.text().length() + " characters"
                                        + part.mergeType()
                                                .map(how -> ", merged by " + how)
                                                .orElse("") + ")"))
                .hasSizeGreaterThan(2);
        assertThat(foreign().parts()).isEmpty();
    }

    @Test
    void itsCloudConfigIsMerged() {
        assertThat(compiled().mergedCloudConfig().packages()).isEqualTo(List.of("nginx"));
    }

    @Test
    void aSmallTreeTravelsAsTextAndALargerOnePacked() {
        assertThat(install(5)).contains("setting.number.3 = true");
        assertThat(install(2000)).doesNotContain("setting.number.3 = true");
    }

    private static Userdata compiled() {
        return UserdataCompiler.compile(
                        List.of(UserPart.of("10_a.cfg", CONFIG)), Optional.empty(), CompileOptions.defaults())
                .userdata();
    }

    private static Userdata foreign() {
        return Userdata.of("#!/bin/sh".getBytes(StandardCharsets.UTF_8));
    }

    /** The part that brings a file of this many lines. */
    private static String install(int lines) {
        String text = IntStream.range(0, lines)
                .mapToObj(number -> "setting.number." + number + " = " + (number % 7 < 4) + "\n")
                .collect(Collectors.joining());
        FileTree tree = FileTree.builder().file("etc/settings", text).build();
        return UserdataCompiler.compile(List.of(), Optional.of(RootfsPackager.pack(tree)), CompileOptions.defaults())
                .userdata()
                .parts()
                .stream()
                .filter(part -> part.fileName().endsWith("51_rootfs"))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
