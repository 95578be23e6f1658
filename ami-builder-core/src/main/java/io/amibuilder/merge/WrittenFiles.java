package io.amibuilder.merge;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What cc_write_files.py does with {@code write_files}: first what is not deferred, then what is. */
final class WrittenFiles {
    private static final String OWNER = "root:root";
    private static final Set<String> TRUE = Set.of("true", "1", "on", "yes");

    private final Map<String, WrittenFile> files = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private WrittenFiles() {}

    static WrittenFiles of(@Nullable Object entries) {
        WrittenFiles written = new WrittenFiles();
        if (entries instanceof List<?> list) {
            if (list.stream().allMatch(WrittenFiles::canBeAsked)) {
                written.write(list, false);
                written.write(list, true);
            } else {
                written.problems.add("write_files: every item must be a mapping, so nothing is written");
            }
        } else if (entries != null) {
            written.problems.add("write_files must be a list, so nothing is written");
        }
        return written;
    }

    Optional<WrittenFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    List<WrittenFile> all() {
        return List.copyOf(files.values());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** cloud-init asks every item for {@code defer} first, and a string or list can answer that it is not in it. */
    private static boolean canBeAsked(@Nullable Object entry) {
        return entry instanceof PyDict
                || (entry instanceof String text && !text.contains("defer"))
                || (entry instanceof List<?> list && !list.contains("defer"));
    }

    private void write(List<?> entries, boolean deferred) {
        for (int i = 0; i < entries.size(); i++) {
            try {
                if (!(entries.get(i) instanceof PyDict entry)) {
                    if (!deferred) {
                        throw new PartDroppedException("an item must be a mapping");
                    }
                } else if (isTrue(entry, "defer") == deferred) {
                    write(entry, deferred);
                }
            } catch (PartDroppedException e) {
                problems.add("write_files[" + i + "]: " + e.getMessage() + "; this and what follows is not written");
                return;
            }
        }
    }

    private void write(PyDict entry, boolean deferred) {
        Object path = entry.get("path");
        if (path == null || path.equals("") || PyValues.equal(path, 0)) {
            problems.add("write_files: an item without a path is left out");
            return;
        } else if (!(path instanceof String text)) {
            throw new PartDroppedException("the path must be a string");
        } else {
            // a relative one begins at '/', where cloud-init runs
            String absolute = Path.of("/").resolve(text).normalize().toString();
            byte[] content =
                    FileContent.decode(entry.has("content") ? entry.get("content") : "", entry.get("encoding"));
            Object owner = entry.has("owner") ? entry.get("owner") : OWNER;
            boolean known = owner == null || owner instanceof String;
            int mode = Permissions.of(entry.get("permissions"));
            put(
                    absolute,
                    content,
                    mode,
                    owner instanceof String name && !name.isEmpty() ? name : OWNER,
                    isTrue(entry, "append"),
                    deferred);
            if (!known) {
                throw new PartDroppedException("the owner must be a string");
            }
        }
    }

    private void put(String path, byte[] content, int mode, String owner, boolean append, boolean deferred) {
        WrittenFile before = files.remove(path);
        if (!append || before == null) {
            files.put(path, new WrittenFile(path, content, mode, owner, append, deferred));
            return;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(before.content());
        both.writeBytes(content);
        files.put(path, new WrittenFile(path, both.toByteArray(), mode, owner, before.appends(), deferred));
    }

    /** util.translate_bool */
    private static boolean isTrue(PyDict entry, String key) {
        Object value = entry.get(key);
        return value instanceof Boolean bool
                ? bool
                : value != null
                        && TRUE.contains(
                                value.toString().toLowerCase(Locale.ROOT).strip());
    }
}
