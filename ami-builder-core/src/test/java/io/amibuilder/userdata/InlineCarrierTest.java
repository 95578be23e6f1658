package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlineCarrierTest {
    private static final String MAKE_TREE = """
            umask 022
            mkdir -p etc/a empty 'etc/sp ace'
            echo plain >etc/a/x
            printf 'no end\\n\\nE\\nEE' >etc/a/y
            printf 'E\\n' >etc/a/e
            printf '\\000\\001binary\\377' >etc/a/binary
            printf 'bell \\007\\r\\n' >etc/a/controls
            : >etc/a/zero
            printf '\\n' >etc/a/newline
            printf "caf\\303\\251 'q' \\\\\\\\ \\$HOME \\`x\\` __HERE__ __NONCE__\\n" >"etc/sp ace/it's"
            echo dash >./-dash
            ln etc/a/x etc/hard
            ln -s a/x etc/sym
            ln -s -- "-x y'" etc/sym2
            chmod 4755 etc/a/e
            chmod 700 empty
            chmod 2770 etc/a
            chmod 600 etc/a/y
            """;
    private static final String[] TEXT_TOOLS = {"base64", "cat", "chmod", "head", "ln", "mkdir", "sed", "tar"};
    private static final String LIST =
            "find . -mindepth 1 -printf '%P %y %m %n %T@ %l ' -type f -exec sha256sum {} ';' -o -printf '\\n' | sort";

    @TempDir
    private Path directory;

    private Path tree;
    private Path tarball;

    @BeforeEach
    void makeATree() throws Exception {
        RealTools.require("tar", "dash", "bash", "find");
        RealTools.requireRoot(); // it is about owners
        tree = Files.createDirectories(directory.resolve("tree"));
        tarball = directory.resolve("tree.tgz");
        RealTools.run(tree, "sh", "-euc", MAKE_TREE);
        // one time for all of them; directories last, because files change them
        RealTools.run(tree, "sh", "-c", "find . -depth -exec touch -h -d @1000000000 {} ';'");
    }

    @Test
    void everyCarrierBringsTheTreeThroughEveryShell() throws Exception {
        pack("find . -mindepth 1 | sort");
        for (InlineCarrier carrier : UserdataCompiler.CARRIERS) {
            for (String shell : List.of("dash", "bash")) {
                assertThat(carried(carrier, shell, LIST))
                        .as("%s, %s", carrier, shell)
                        .isEqualTo(RealTools.run(tree, "sh", "-c", LIST));
            }
        }
    }

    @Test
    void pythonDecodesWhereThereIsNoXz() throws Exception {
        RealTools.require("python3");
        pack("find . -mindepth 1 | sort");
        ToolsPath path = new ToolsPath(directory.resolve("bin"), "python3", "base64", "tar");
        Path out = Files.createDirectories(directory.resolve("out"));
        Path script = script(new LzmaCarrier(), directory, out);
        assertThat(path.run(directory, "/bin/dash", script.toString())).isEqualTo("status=0\n");
        assertThat(RealTools.run(out, "sh", "-c", LIST)).isEqualTo(RealTools.run(tree, "sh", "-c", LIST));
    }

    @Test
    void cloudInitsPythonDecodesWhereThereIsNoBzip2() throws Exception {
        RealTools.require("cloud-init");
        pack("find . -mindepth 1 | sort");
        ToolsPath path = new ToolsPath(directory.resolve("bin"), TEXT_TOOLS);
        path.copy("cloud-init"); // its first line is what counts
        Path out = Files.createDirectories(directory.resolve("out"));
        Path script = script(new PackedTextCarrier(new Bzip2()), directory, out);
        assertThat(path.run(directory, "/bin/dash", script.toString())).isEqualTo("status=0\n");
        assertThat(RealTools.run(out, "sh", "-c", LIST)).isEqualTo(RealTools.run(tree, "sh", "-c", LIST));
    }

    @Test
    void withoutBzip2AndCloudInitTheScriptFails() throws Exception {
        pack("find . -mindepth 1 | sort");
        ToolsPath path = new ToolsPath(directory.resolve("bin"), TEXT_TOOLS);
        Path out = Files.createDirectories(directory.resolve("out"));
        Path script = script(new PackedTextCarrier(new Bzip2()), directory, out);
        assertThat(path.run(directory, "/bin/dash", script.toString())).doesNotContain("status=0");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void bzip2PacksTheSameBytesInOneBlock() throws Exception {
        byte[] text =
                ("a line of configuration\n".repeat(2_000) + "a".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        byte[] packed = new Bzip2().pack(text, true);
        assertThat(packed).isEqualTo(new Bzip2().pack(text, true));
        assertThat(HexFormat.of().formatHex(packed).split("314159265359", -1)).hasSize(2); // a block's first bytes
        try (BZip2CompressorInputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(packed))) {
            assertThat(in.readAllBytes()).isEqualTo(text);
        }
    }

    @Test
    void directoriesThatTheTarballLeavesOutAreMade() throws Exception {
        pack("find . -mindepth 1 -not -type d | sort");
        String files = "find . -type f | sort";
        assertThat(carried(new TextCarrier(), "dash", files)).isEqualTo(RealTools.run(tree, "sh", "-c", files));
    }

    @Test
    void whatTheCommandsCannotSayIsLeftToTheTarball() throws Exception {
        RealTools.run(tree, "sh", "-c", "chown 1000 etc/a/x");
        RealTools.run(tree, "tar", "-czf", tarball.toString(), ".");
        assertThat(new TextCarrier().load(InlineRootfs.of(Files.readAllBytes(tarball))))
                .isEmpty();
    }

    private void pack(String list) throws Exception {
        RealTools.run(
                tree,
                "sh",
                "-c",
                list + " | tar --owner=root:0 --group=root:0 --no-recursion -czf " + tarball + " -T -");
    }

    private String carried(InlineCarrier carrier, String shell, String listed) throws Exception {
        Path out = Files.createTempDirectory(directory, "out");
        Path scratch = Files.createTempDirectory(directory, "scratch");
        RealTools.run(directory, shell, script(carrier, scratch, out).toString());
        return RealTools.run(out, "sh", "-c", listed);
    }

    private Path script(InlineCarrier carrier, Path scratch, Path out) throws Exception {
        InlineCarrier.Load load =
                carrier.load(InlineRootfs.of(Files.readAllBytes(tarball))).orElseThrow();
        Path script = scratch.resolve("script");
        Files.writeString(
                script,
                "set -eu\nD=" + scratch + "\n" + load.prepare() + load.stream() + " | tar -xf - -C " + out + "\n"
                        + load.here() + "\n");
        return script;
    }
}
