package io.amibuilder.lint;

import static io.amibuilder.lint.Severity.ERROR;
import static io.amibuilder.lint.Severity.WARNING;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the linter finds. Numbers and names stay as they are; each has a section in {@code docs/lint.md}. Hundreds: 1 parts,
 * 2 YAML, 3 keys, 4 merging, 5 commands, 6 {@code write_files}.
 */
public enum LintCode {
    /** The part begins with a byte order mark. */
    BYTE_ORDER_MARK(101, ERROR, "byte order mark"),
    /** Only some lines of a script end in CR LF. */
    MIXED_LINE_ENDS(102, ERROR, "mixed line ends in a script"),
    /** Something stands before {@code #!}. */
    SHEBANG_NOT_FIRST(103, ERROR, "#! is not the first thing in the script"),
    /** The first line of a script names no program. */
    SHEBANG_INTERPRETER(104, ERROR, "#! without an absolute path"),
    /** What remains of a boothook does not begin with {@code #!}. */
    BOOTHOOK_SHEBANG(105, ERROR, "boothook without #! of its own"),
    /** The part is for another instance of the same launch. */
    LAUNCH_INDEX(106, ERROR, "launch-index of another instance"),
    /** A line of an include part is no address. */
    INCLUDE_ADDRESS(111, ERROR, "include without an address"),
    /** The build depends on what an address gives. */
    INCLUDE_NETWORK(112, WARNING, "include from the network"),
    /** A template makes something that cloud-init does not render. */
    JINJA_KIND(121, ERROR, "template of a kind that is not rendered"),
    /** A template expression in a part that is no template. */
    JINJA_NOT_RENDERED(122, WARNING, "template expression outside a template"),
    /** An archive is not a list of parts. */
    ARCHIVE_SHAPE(131, ERROR, "archive of a wrong shape"),
    /** An archive contains what archives cannot contain. */
    ARCHIVE_KIND(132, ERROR, "archive entry that is dropped"),
    /** An archive has text that Amazon Linux 2 cannot read. */
    ARCHIVE_NOT_ASCII(133, WARNING, "archive with text that is not ASCII"),
    /** A JSON patch is not a list of operations. */
    JSON_PATCH_SHAPE(141, ERROR, "JSON patch of a wrong shape"),

    /** The part cannot be parsed. */
    YAML_SYNTAX(201, ERROR, "not YAML"),
    /** A tab outside a string. */
    YAML_TAB(202, ERROR, "tab"),
    /** A control character. */
    YAML_CHARACTER(203, ERROR, "control character"),
    /** A character that YAML 1.1 takes for the end of a line. */
    YAML_LINE_BREAK(204, ERROR, "unusual line separator"),
    /** A character that looks like a blank or like nothing. */
    YAML_INVISIBLE(205, WARNING, "invisible character"),
    /** More than one document. */
    YAML_DOCUMENTS(206, ERROR, "several documents"),
    /** The part is not a mapping. */
    YAML_NOT_A_MAPPING(207, ERROR, "not a mapping"),
    /** The part has nothing in it. */
    YAML_EMPTY(208, WARNING, "empty part"),
    /** A key is there twice. */
    YAML_DUPLICATE_KEY(209, ERROR, "duplicate key"),
    /** A tag that cloud-init does not know. */
    YAML_TAG(210, ERROR, "unknown tag"),
    /** A key that is a list or a mapping. */
    YAML_COLLECTION_KEY(211, ERROR, "list or mapping as a key"),
    /** {@code =} or {@code <<} as a value. */
    YAML_INDICATOR(212, ERROR, "= or << as a value"),
    /** A value that cannot be what it says. */
    YAML_IMPOSSIBLE_VALUE(213, ERROR, "impossible value"),
    /** Half of a surrogate pair. */
    YAML_SURROGATE(214, ERROR, "surrogate escape"),
    /** An anchor or alias that does not fit. */
    YAML_ANCHOR(215, ERROR, "anchor or alias"),
    /** A tag that makes a Python type nobody expects. */
    YAML_COLLECTION_TAG(216, WARNING, "tag of an unusual type"),
    /** A question mark that ends a text. */
    YAML_QUESTION_MARK(217, ERROR, "question mark in brackets"),
    /** A number that is another number than it seems. */
    YAML11_NUMBER(221, WARNING, "number in YAML 1.1"),
    /** yes, no, on or off in a list. */
    YAML11_BOOLEAN(222, WARNING, "truth value in a list"),
    /** A key that is not text. */
    YAML11_KEY(223, WARNING, "key that is not text"),
    /** A number with an exponent that is text. */
    YAML11_EXPONENT(224, WARNING, "exponent that makes text"),
    /** Text was wanted, and something else is read. */
    YAML11_TEXT(225, ERROR, "text that is read as something else"),

    /** A top-level key that nearly is one. */
    KEY_MISSPELT(301, ERROR, "misspelt key"),
    /** A top-level key that cloud-init does not know. */
    KEY_UNKNOWN(302, WARNING, "unknown key"),
    /** A key that is going away. */
    KEY_DEPRECATED(303, WARNING, "deprecated key"),
    /** A top-level value of an unexpected type. */
    KEY_TYPE(304, WARNING, "value of an unexpected type"),
    /** A package that cannot be one. */
    PACKAGES(311, ERROR, "packages of a wrong type"),
    /** A user or group that cannot be one. */
    USERS(312, ERROR, "users of a wrong type"),
    /** Another hand on the switch. */
    POWER_STATE(321, WARNING, "power_state that is ignored"),
    /** A reboot in the middle of the build. */
    REBOOT_IF_REQUIRED(322, WARNING, "package_reboot_if_required"),

    /** A way of merging that cannot be read. */
    MERGE_SYNTAX(401, ERROR, "merge_how that drops the part"),
    /** A way of merging that merges nothing. */
    MERGE_WITHOUT_DICT(402, ERROR, "merge_how without dict()"),
    /** Settings that are text. */
    MERGE_SETTINGS_TEXT(403, ERROR, "merge settings as text"),
    /** A piece of the way of merging has no effect. */
    MERGE_IGNORED(404, WARNING, "merge setting without effect"),
    /** The way of merging loses lists. */
    MERGE_LOSES(405, WARNING, "merge_how that loses lists"),
    /** An earlier part has set it. */
    VALUE_IGNORED(406, WARNING, "value that an earlier part has set"),

    /** Commands are not a list. */
    COMMANDS_TYPE(501, ERROR, "commands that are no list"),
    /** A command is not one. */
    COMMAND_TYPE(502, ERROR, "command of a wrong type"),
    /** A word of a command is not what was written. */
    COMMAND_ARGUMENT(503, ERROR, "word that is read as something else"),
    /** The commands after it do not run. */
    COMMAND_EXIT(504, WARNING, "exit in runcmd"),
    /** The instance goes off before we say so. */
    COMMAND_POWER(505, WARNING, "command that turns the instance off"),
    /** A quote that swallows what follows. */
    COMMAND_QUOTE(506, ERROR, "unclosed quote"),

    /** Files are not a list of mappings. */
    FILES_TYPE(601, ERROR, "write_files of a wrong type"),
    /** A file without a path. */
    FILE_PATH_MISSING(602, ERROR, "file without a path"),
    /** A path that does not begin at the root. */
    FILE_PATH_RELATIVE(603, WARNING, "relative path"),
    /** An encoding that is none. */
    FILE_ENCODING(604, ERROR, "unknown encoding"),
    /** Content that is no text. */
    FILE_CONTENT_TYPE(605, ERROR, "content that is no text"),
    /** Content that cannot be decoded. */
    FILE_CONTENT_ENCODED(606, ERROR, "content that cannot be decoded"),
    /** A mode that is another mode. */
    FILE_PERMISSIONS(607, ERROR, "permissions that mean others"),
    /** A mode of which the first digit is lost. */
    FILE_SETUID(608, WARNING, "setuid bit that is lost"),
    /** An owner who cannot be there yet. */
    FILE_OWNER_LATE(609, ERROR, "owner who does not exist yet"),
    /** An owner who may not be there yet. */
    FILE_OWNER_UNKNOWN(610, WARNING, "owner who may not exist yet"),
    /** The same file again. */
    FILE_TWICE(611, WARNING, "file written twice"),
    /** A script that begins with an empty line. */
    FILE_SHEBANG(612, WARNING, "script file with #! not first");

    private final int number;
    private final Severity severity;
    private final String title;

    LintCode(int number, Severity severity, String title) {
        this.number = number;
        this.severity = severity;
        this.title = title;
    }

    /** {@return the stable short name, as in {@code AB202}} */
    public String id() {
        return "AB" + number;
    }

    /** {@return how bad it is} */
    public Severity severity() {
        return severity;
    }

    /** {@return what it is, in a few words} */
    public String title() {
        return title;
    }

    /**
     * {@return the code with this {@link #id()} or enum name, in any case; empty when there is none}
     *
     * @param name as in {@code ab202}
     */
    public static Optional<LintCode> of(String name) {
        return Arrays.stream(values())
                .filter(code -> code.id().equalsIgnoreCase(name) || code.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
