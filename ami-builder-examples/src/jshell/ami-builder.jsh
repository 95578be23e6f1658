// Everything of ami-builder imported, for jshell --startup: see docs/jshell.md
import io.amibuilder.*;
import io.amibuilder.aws.*;
import io.amibuilder.cloud.*;
import io.amibuilder.error.*;
import io.amibuilder.event.*;
import io.amibuilder.guest.*;
import io.amibuilder.lint.*;
import io.amibuilder.local.*;
import io.amibuilder.merge.*;
import io.amibuilder.publish.*;
import io.amibuilder.rootfs.*;
import io.amibuilder.source.*;
import io.amibuilder.storage.*;
import io.amibuilder.sweep.*;
import io.amibuilder.testing.*;
import io.amibuilder.userdata.*;
import io.amibuilder.wait.*;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints all of a value: a text as it is, a list line by line. What jshell shows by itself is cut after 1,000 characters. */
void show(Object value) {
    if (value instanceof Optional<?> optional) {
        value = optional.isPresent() ? optional.get() : "nothing";
    }
    if (value instanceof Map<?, ?> map) {
        map.forEach((key, each) -> System.out.println(key + " = " + each));
    } else if (value instanceof Iterable<?> list && !(value instanceof Path)) {
        list.forEach(System.out::println);
    } else {
        System.out.println(value);
    }
}
