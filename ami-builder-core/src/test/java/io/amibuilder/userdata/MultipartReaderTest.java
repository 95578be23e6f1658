package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final String HEAD = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=b=\"\n\n";

    @Test
    void partsAreReadWithTheirHeadersAndText() {
        assertThat(MultipartReader.read(HEAD
                        + "--=b=\nContent-Type: text/x-shellscript; charset=utf-8\n"
                        + "Content-Disposition: attachment; filename=\"a.sh\"\n\n#!/bin/sh\n\necho\n\n"
                        + "--=b=\nMerge-Type: dict()\n\nbody\n--=b=--\nafter\n--=b=\n\nx"))
                .contains(List.of(
                        new ReceivedPart("text/x-shellscript", "a.sh", Optional.empty(), "#!/bin/sh\n\necho\n"),
                        new ReceivedPart("text/plain", "", Optional.of("dict()"), "body")));
    }

    @Test
    void quotedTextIsDecodedAndBrokenEscapesStay() {
        assertThat(quoted("caf=C3=A9 =\nsoft =3d =4G =G4 =4")).isEqualTo("caf\u00e9 soft = =4G =G4 =4");
        assertThat(quoted("=41")).isEqualTo("A");
        assertThat(quoted("=")).isEqualTo("=");
    }

    @Test
    void aPartWithoutABlankLineHasNoText() {
        assertThat(MultipartReader.read(HEAD + "--=b=\nContent-Type: text/plain\n--=b=--\n"))
                .contains(List.of(new ReceivedPart("text/plain", "", Optional.empty(), "")));
        assertThat(MultipartReader.read(HEAD + "--=b=").orElseThrow())
                .containsExactly(new ReceivedPart("text/plain", "", Optional.empty(), ""));
    }

    @Test
    void aPartWithoutHeadersIsPlainText() {
        assertThat(MultipartReader.read(HEAD + "--=b=\n\nbody\n--=b=--\n"))
                .contains(List.of(new ReceivedPart("text/plain", "", Optional.empty(), "body")));
    }

    @Test
    void whatIsNoMultipartIsNotRead() {
        assertThat(MultipartReader.read("#cloud-config\n")).isEmpty();
        assertThat(MultipartReader.read("MIME-Version: 1.0\nContent-Type: text/plain\n\n"))
                .isEmpty();
        assertThat(MultipartReader.read("Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nx\n--b--\n"))
                .isEmpty();
        assertThat(MultipartReader.read(HEAD)).contains(List.of());
    }

    @Test
    void whatIsEncodedIsDecodedToTheSame() {
        for (String text :
                List.of("", "a=b", "blank \n\ttab\t\n\tx \r\n", "~\u007f\u001f\u0080", "end ", "\u20ac\n\n")) {
            MimePart part = MimePart.of("n", "f", PartKind.SCRIPT, text);
            assertThat(MultipartReader.read(HEAD + "--=b=\n" + part.encoded() + "--=b=--\n"))
                    .as("<%s>", text)
                    .contains(List.of(new ReceivedPart("text/x-shellscript", "f", Optional.empty(), text)));
        }
    }

    @Test
    void onlyWhatIsNotPlainAsciiIsQuoted() {
        assertThat(List.of("", " ~\n\t")).noneMatch(QuotedPrintable::needed);
        assertThat(List.of("\u007f", "\u001f", "\r", "\u00e9")).allMatch(QuotedPrintable::needed);
        assertThat(QuotedPrintable.encode("a =~!\t\n \r\u007f b ")).isEqualTo("a =3D~!=09\n=20=0D=7F b=20");
    }

    private static String quoted(String body) {
        return MultipartReader.read(
                        HEAD + "--=b=\nContent-Transfer-Encoding: quoted-printable\n\n" + body + "\n--=b=--\n")
                .orElseThrow()
                .get(0)
                .text();
    }
}
