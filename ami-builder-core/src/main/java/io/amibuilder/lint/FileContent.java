package io.amibuilder.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The content of one file. */
final class FileContent {
    private static final Set<String> BASE64 = Set.of("b64", "base64", "gz+b64", "gz+base64", "gzip+b64", "gzip+base64");
    private static final Set<String> GZIP = Set.of("gz", "gzip");
    private static final String GZIP_IN_BASE64 = "H4sI"; // the first three bytes of every gzip file

    private FileContent() {}

    static void check(YamlMap file, SourceText source, Report report) {
        String encoding = checkEncoding(file, report);
        Optional<YamlNode> content = file.get("content");
        if (content.isEmpty()) {
            return;
        }
        if (!(content.get() instanceof YamlScalar scalar) || !(scalar.isString() || scalar.isBinary())) {
            report.add(
                    LintCode.FILE_CONTENT_TYPE,
                    content.get() instanceof YamlScalar empty && empty.isNull()
                            ? file.entry("content").orElseThrow().key().at()
                            : content.get().at(),
                    "the content is " + content.get().described()
                            + ", not text: this file and those after it are not written",
                    content.get() instanceof YamlScalar empty && empty.isNull()
                            ? "Write '' for an empty file"
                            : "Put it into quotes, or write it below 'content: |'");
            return;
        }
        checkEncoded(encoding, scalar, report);
        if (encoding.isEmpty()
                && scalar.value().stripLeading().startsWith("#!")
                && !scalar.value().startsWith("#!")) {
            report.add(
                    LintCode.FILE_SHEBANG,
                    TextIn.of(source, scalar).apply(Position.START),
                    "this script begins with blanks or empty lines, and the kernel does not find the '#!' after them",
                    "Remove what stands before '#!'");
        }
    }

    /** The encoding, or an empty text for none. */
    private static String checkEncoding(YamlMap file, Report report) {
        Optional<YamlNode> value = file.get("encoding");
        if (value.isEmpty()
                || (value.get() instanceof YamlScalar none
                        && (none.isNull() || none.value().isEmpty()))) {
            return "";
        }
        String name = value.get() instanceof YamlScalar scalar
                ? scalar.value().toLowerCase(Locale.ROOT).strip()
                : value.get().described();
        if (BASE64.contains(name) || GZIP.contains(name)) {
            return name;
        }
        if (!name.equals("text/plain")) {
            report.add(
                    LintCode.FILE_ENCODING,
                    value.get().at(),
                    "there is no encoding '" + name + "', and the content is written as it stands",
                    "Use b64, gz or gz+b64, or remove the line");
        }
        return "";
    }

    private static void checkEncoded(String encoding, YamlScalar scalar, Report report) {
        if (GZIP.contains(encoding) && scalar.isBinary()) {
            checkGzip(scalar.value().replaceAll("\\s", ""), scalar, report);
        } else if (GZIP.contains(encoding)) {
            report.add(
                    LintCode.FILE_CONTENT_ENCODED,
                    scalar.at(),
                    "text cannot be gzip, and neither this file nor those after it are written",
                    "Use 'encoding: gz+b64', or '!!binary' content");
        } else if (BASE64.contains(encoding)) {
            Optional<String> base64 = scalar.isBinary() ? scalar.decoded() : Optional.of(scalar.value());
            base64.ifPresent(characters -> checkBase64(encoding, characters, scalar, report));
        }
    }

    private static void checkBase64(String encoding, String base64, YamlScalar scalar, Report report) {
        String characters = base64.replaceAll("\\s", "");
        if (!characters.matches("[A-Za-z0-9+/]*={0,2}")) {
            report.add(
                    LintCode.FILE_CONTENT_ENCODED,
                    scalar.at(),
                    "the content has characters that are not base64, which are left out in silence",
                    "Encode it again, as 'base64 -w0' does");
        } else if (characters.length() % 4 != 0) {
            report.add(
                    LintCode.FILE_CONTENT_ENCODED,
                    scalar.at(),
                    "the length of this base64 is no multiple of 4, and neither this file nor those after it are written",
                    "Encode it again, as 'base64 -w0' does");
        } else if (encoding.startsWith("gz")) {
            checkGzip(characters, scalar, report);
        }
    }

    private static void checkGzip(String base64, YamlScalar scalar, Report report) {
        if (!base64.isEmpty() && !base64.startsWith(GZIP_IN_BASE64)) {
            report.add(
                    LintCode.FILE_CONTENT_ENCODED,
                    scalar.at(),
                    "this is not gzip in base64, and neither this file nor those after it are written",
                    "Use 'encoding: b64', or compress it first");
        }
    }
}
