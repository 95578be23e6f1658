package io.amibuilder.local;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.rootfs.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The virtual machine that every instance of a cloud is, as QEMU's command line. To cloud-init it looks like an instance of
 * EC2 ("cloud-init documentation, Amazon EC2": the firmware's vendor and a serial number that begins with {@code ec2}).
 */
record Machine(
        Tools tools, Accelerator accelerator, int memoryMiB, int processors, DataSource source, GuestNetwork net) {
    static final String METADATA_ADDRESS = "169.254.169.254";
    private static final String HARDWARE_ADDRESS = "02:00:00:00:00:01"; // each machine is alone on its network
    // QEMU forwards only addresses inside the guest's network, and nothing else of these is ever reached
    private static final String ALONE = "restrict=on,net=168.0.0.0/7,host=168.0.0.2,dns=168.0.0.3,dhcpstart=168.0.0.15";
    // A network that hides no public address
    private static final String CONNECTED =
            "net=169.254.0.0/16,host=169.254.0.2,dns=169.254.0.3,dhcpstart=169.254.100.15";

    String guestAddress() {
        return net == GuestNetwork.RESTRICTED ? "168.0.0.15" : "169.254.100.15";
    }

    String guestNetwork() {
        return net == GuestNetwork.RESTRICTED ? "168.0.0.0/7" : "169.254.0.0/16";
    }

    String hardwareAddress() {
        return HARDWARE_ADDRESS;
    }

    /** The command; paths are relative to the instance's directory, in which it is started. */
    List<String> command(InstanceId id, InstanceFiles files, int port) {
        List<String> command = new ArrayList<>(List.of(
                // Ctrl-C in a terminal is for the program there, which decides what becomes of its machines
                tools.setsid().toString(), tools.qemu().toString(), "-name", id.value()));
        add(command, "-nodefaults -no-user-config -display none -M q35");
        add(command, "-accel " + accelerator.option() + " -cpu " + accelerator.processor());
        add(command, "-m " + memoryMiB + " -smp " + processors + " -rtc base=utc");
        // A guest that restarts or panics is at its end, too; each is told apart by its event
        add(command, "-action reboot=shutdown,shutdown=poweroff,panic=exit-failure -device pvpanic-pci");
        add(command, "-serial file:" + name(files.console()) + " -pidfile " + name(files.pid()));
        add(command, "-chardev stdio,id=events,signal=off -mon chardev=events,mode=control");
        add(command, "-drive if=none,id=root,file=" + name(files.disk()) + ",format=qcow2,cache=unsafe,discard=unmap");
        add(command, "-device virtio-blk-pci,drive=root,bootindex=0");
        add(command, "-object rng-random,id=random,filename=/dev/urandom -device virtio-rng-pci,rng=random");
        addNetwork(command, port);
        addSource(command, id, files);
        return command;
    }

    private void addNetwork(List<String> command, int port) {
        command.add("-netdev");
        command.add("user,id=net,ipv6=off," + (net == GuestNetwork.RESTRICTED ? ALONE : CONNECTED) + ",guestfwd=tcp:"
                + METADATA_ADDRESS + ":80-cmd:" + tools.socat() + " STDIO TCP:127.0.0.1:" + port);
        add(command, "-device virtio-net-pci,netdev=net,romfile=,mac=" + HARDWARE_ADDRESS);
    }

    private void addSource(List<String> command, InstanceId id, InstanceFiles files) {
        if (source == DataSource.NO_CLOUD) {
            add(command, "-drive if=none,id=seed,driver=vvfat,label=CIDATA,read-only=on,dir=" + name(files.seed()));
            add(command, "-device virtio-blk-pci,drive=seed");
            return;
        }
        String uuid = uuid(id);
        command.addAll(List.of("-smbios", "type=0,vendor=Amazon EC2,version=1.0"));
        command.addAll(
                List.of("-smbios", "type=1,manufacturer=Amazon EC2,product=t3.micro,uuid=" + uuid + ",serial=" + uuid));
        command.addAll(List.of("-smbios", "type=3,manufacturer=Amazon EC2,asset=Amazon EC2"));
    }

    private static String uuid(InstanceId id) {
        String hex = "ec2" + Sha256.of(id.value()).hex().substring(0, 29);
        return new UUID(Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16))
                .toString();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void add(List<String> command, String words) {
        command.addAll(List.of(words.split(" ")));
    }
}
