package io.amibuilder.userdata;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Whether a part that must be YAML can be parsed at all. Only events are read, no values, so that nothing in a part can
 * make this slow or deep. Pure.
 */
public final class CloudConfigSyntax {
    private CloudConfigSyntax() {}

    /**
     * Checks a {@code #cloud-config} or {@code #cloud-config-archive} part and passes all others: a Jinja template need
     * not be YAML before it is rendered.
     *
     * @throws CloudConfigSyntaxException at the first mistake
     */
    public static void check(UserPart part) {
        if (part.kind() != PartKind.CLOUD_CONFIG && part.kind() != PartKind.ARCHIVE) {
            return;
        }
        try {
            read(part);
        } catch (MarkedYamlEngineException e) {
            throw at(part, e.getProblemMark(), e.getProblem(), e);
        } catch (ReaderException e) {
            throw character(part, e);
        } catch (YamlEngineException e) {
            throw at(part, Optional.empty(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void read(UserPart part) {
        // PyYAML, with which cloud-init reads, has no limit on the size either
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        Set<Anchor> anchors = new HashSet<>();
        int documents = 0;
        Parser parser = new ParserImpl(settings, new StreamReader(settings, part.text()));
        while (parser.hasNext()) {
            Event event = parser.next();
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw at(part, event.getStartMark(), "a second document begins, but cloud-init reads only one", null);
            }
            if (event instanceof AliasEvent alias) {
                if (!anchors.contains(alias.getAlias())) {
                    throw at(part, event.getStartMark(), "undefined alias '" + alias.getAlias() + "'", null);
                }
            } else if (event instanceof NodeEvent node) {
                node.getAnchor().ifPresent(anchors::add);
            }
        }
    }

    private static CloudConfigSyntaxException character(UserPart part, ReaderException e) {
        String before = part.text().substring(0, Math.max(0, part.text().indexOf(e.getCodePoint())));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        String problem = "character U+%04X is not allowed in YAML".formatted(e.getCodePoint());
        return new CloudConfigSyntaxException(part.name(), line, column, problem, e);
    }

    private static CloudConfigSyntaxException at(
            UserPart part, Optional<Mark> mark, String problem, @Nullable Throwable cause) {
        int line = mark.map(Mark::getLine).orElse(0) + 1; // marks count from 0
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        return new CloudConfigSyntaxException(part.name(), line, column, problem, cause);
    }
}
