package io.amibuilder;

import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.ReceivedPart;
import java.util.ArrayList;
import java.util.List;

/** Says in which order cloud-init does what the parts of user-data ask for. */
final class GuestSteps {
    private static final String INSTALL = "var/local/install.sh";
    private static final String OURS = "ami-builder ";
    private static final String RUNCMD = OURS + "before "; // the part that runs the items of the next one in their turn
    private static final String ROOTFS = "51_rootfs";

    private final CompiledAmi compiled;
    private final List<String> early = new ArrayList<>();
    private final List<String> merged = new ArrayList<>();
    private final List<String> inTurn = new ArrayList<>();

    GuestSteps(CompiledAmi compiled) {
        this.compiled = compiled;
    }

    List<String> sentences() {
        List<ReceivedPart> parts = compiled.userdata().parts();
        List<PartSize> names = compiled.parts();
        for (int i = 0; i < parts.size(); i++) {
            boolean named = names.size() == parts.size();
            add(named ? names.get(i).name() : parts.get(i).fileName(), parts.get(i));
        }
        List<String> all = new ArrayList<>(early);
        all.addAll(merged);
        all.addAll(inTurn);
        all.add(
                compiled.userdata().nonce().isPresent()
                        ? "says 'succeeded' when nothing has failed, or else in which step it has, and powers itself off"
                        : "says nothing that could be understood: this library did not compile its user-data");
        return all;
    }

    private void add(String name, ReceivedPart part) {
        if (name.startsWith(RUNCMD)) {
            inTurn.add("runs the runcmd items of " + name.substring(RUNCMD.length()) + ", if it has any");
        } else if (name.equals(ROOTFS)) {
            inTurn.add(rootfs());
        } else if (!name.startsWith(OURS)) {
            addUsers(name, part);
        }
    }

    private void addUsers(String name, ReceivedPart part) {
        boolean script = part.contentType().equals("text/x-shellscript")
                || part.fileName().matches("s\\d+_.*"); // a Jinja template of a script
        if (script) {
            inTurn.add("runs the script " + name);
        } else if (part.contentType().equals("text/cloud-boothook")) {
            early.add("runs the boothook " + name + ", early in the boot");
        } else {
            merged.add("applies " + name + ", " + kind(part.contentType()));
        }
    }

    private static String kind(String contentType) {
        return switch (contentType) {
            case "text/cloud-config" -> "cloud-config";
            case "text/cloud-config-archive" -> "an archive of parts";
            case "text/cloud-config-jsonp" -> "a JSON patch of the cloud-config";
            case "text/jinja2" -> "a Jinja template that it renders first";
            case "text/x-include-url", "text/x-include-once-url" -> "addresses of further parts that it fetches";
            case "text/part-handler" -> "Python that handles parts of its own kind";
            default -> contentType;
        };
    }

    private String rootfs() {
        List<PackedFile> files = compiled.files();
        boolean installs = files.stream().anyMatch(file -> file.path().equals(INSTALL));
        return (compiled.rootfs().isPresent() ? "fetches, checks and unpacks " : "unpacks ") + files.size()
                + " entries below /" + (installs ? ", runs install.sh and removes it" : "");
    }
}
