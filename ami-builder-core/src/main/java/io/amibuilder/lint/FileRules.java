package io.amibuilder.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code write_files}. Source: {@code cc_write_files.py}, tried with 22.4.2. */
final class FileRules {

    private final Owners owners;
    private final Map<String, String> written = new HashMap<>();

    FileRules(Owners owners) {
        this.owners = owners;
    }

    void check(YamlMap config, SourceText source, Report report) {
        Optional<YamlMap.Entry> entry = config.entry("write_files");
        if (entry.isEmpty()) {
            return;
        }
        YamlNode value = entry.get().value();
        if (!(value instanceof YamlList list)) {
            boolean empty = value instanceof YamlScalar scalar && scalar.isNull();
            report.add(
                    LintCode.FILES_TYPE,
                    empty ? entry.get().key().at() : value.at(),
                    "write_files is " + value.described() + ", and none of its files is written",
                    "Write a list of mappings with 'path' and 'content', or remove the key");
            return;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof YamlMap file) {
                checkFile(file, source, report);
            } else {
                report.add(
                        LintCode.FILES_TYPE,
                        item.at(),
                        "this item of write_files is " + item.described()
                                + ", and no file of the whole list is written",
                        "Write a mapping with 'path' and 'content'");
            }
        }
    }

    private void checkFile(YamlMap file, SourceText source, Report report) {
        if (checkPath(file, report)) {
            FileContent.check(file, source, report);
            FileModes.check(file, report);
            checkOwner(file, report);
        }
    }

    private boolean checkPath(YamlMap file, Report report) {
        Optional<YamlNode> path = file.get("path");
        if (path.isEmpty()
                || !(path.get() instanceof YamlScalar scalar)
                || !scalar.isString()
                || scalar.value().isEmpty()) {
            report.add(
                    LintCode.FILE_PATH_MISSING,
                    path.map(YamlNode::at).orElse(file.at()),
                    path.isEmpty()
                            ? "this file has no path, and cloud-init skips it"
                            : "the path is " + path.get().described() + ", and the file is not written",
                    "Add 'path: /full/path'");
            return false;
        }
        String name = scalar.value();
        if (!name.startsWith("/")) {
            report.add(
                    LintCode.FILE_PATH_RELATIVE,
                    scalar.at(),
                    "'" + name + "' is taken from the root directory, and '~' is no home directory",
                    "Write the full path");
        }
        checkTwice(file, scalar, report);
        return true;
    }

    private void checkTwice(YamlMap file, YamlScalar path, Report report) {
        if (isTrue(file, "append")) {
            return;
        }
        String where = report.file() + ":" + path.at().line();
        String before = written.put(path.value() + (isTrue(file, "defer") ? "\n" : ""), where);
        if (before != null) {
            report.add(
                    LintCode.FILE_TWICE,
                    path.at(),
                    "'" + path.value() + "' is already written at " + before + ", and this content replaces that one",
                    "Keep one of them, or add 'append: true'");
        }
    }

    private void checkOwner(YamlMap file, Report report) {
        Optional<YamlNode> owner = file.get("owner");
        if (owner.isEmpty() || (owner.get() instanceof YamlScalar none && none.isNull())) {
            return;
        }
        if (!(owner.get() instanceof YamlScalar scalar) || !scalar.isString()) {
            report.add(
                    LintCode.FILE_OWNER_LATE,
                    owner.get().at(),
                    "the owner is " + owner.get().described()
                            + ", and neither this file nor those after it are finished",
                    "Write names, as in 'root:root'");
            return;
        }
        if (isTrue(file, "defer")) {
            return;
        }
        for (String part : scalar.value().split(":", 2)) {
            checkName(part.strip(), scalar, report);
        }
    }

    private void checkName(String name, YamlScalar owner, Report report) {
        if (Owners.isAlwaysThere(name)) {
            return;
        }
        if (owners.isCreatedLater(name) || name.matches("[0-9]+")) {
            report.add(
                    LintCode.FILE_OWNER_LATE,
                    owner.at(),
                    name.matches("[0-9]+")
                            ? "'" + name
                                    + "' is looked up as a name, which there is not, and the files after this one are"
                                    + " not written"
                            : "'" + name + "' is created after the files are written, and the files after this one are"
                                    + " not written",
                    name.matches("[0-9]+") ? "Write names, as in 'root:root'" : "Add 'defer: true' to this file");
        } else {
            report.add(
                    LintCode.FILE_OWNER_UNKNOWN,
                    owner.at(),
                    "files are written before users are created and packages are installed; without a '" + name
                            + "' in the base image the files after this one are not written",
                    "Add 'defer: true' to this file (from cloud-init 21.4 on), or set the owner in runcmd");
        }
    }

    static boolean isTrue(YamlMap file, String key) {
        return file.get(key)
                .filter(node -> node instanceof YamlScalar scalar
                        && scalar.value().matches("(?i)true|yes|on|1")) // util.is_true
                .isPresent();
    }
}
