package io.amibuilder.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What runs the guest's instructions, as QEMU is told of it. */
enum Accelerator {
    KVM("kvm", "host"),
    /** The processor model is old on purpose: emulating a new one's instructions is slower. */
    SOFTWARE("tcg,thread=multi,tb-size=512", "Nehalem");

    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Pattern VIRTUALIZATION = Pattern.compile("^flags\\s*:.*\\b(vmx|svm)\\b", Pattern.MULTILINE);

    private final String option;
    private final String processor;

    Accelerator(String option, String processor) {
        this.option = option;
        this.processor = processor;
    }

    String option() {
        return option;
    }

    String processor() {
        return processor;
    }

    static Accelerator of(Acceleration wanted) {
        return switch (wanted) {
            case KVM -> KVM;
            case SOFTWARE -> SOFTWARE;
            case AUTO -> KVM.isUsable() ? KVM : SOFTWARE;
        };
    }

    boolean isUsable() {
        return this == SOFTWARE || isKvmUsable(DEVICE, PROCESSORS);
    }

    /**
     * Whether KVM would work. The device alone says nothing: within a virtual machine whose processor does not virtualize, it
     * may be there, and a guest then crawls or hangs.
     */
    static boolean isKvmUsable(Path device, Path processors) {
        try {
            return Files.isWritable(device)
                    && Files.exists(processors)
                    && VIRTUALIZATION.matcher(Files.readString(processors)).find();
        } catch (IOException e) {
            return false;
        }
    }
}
