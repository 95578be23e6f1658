package io.amibuilder.lint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that cloud-init's modules read at the top level, with the types they take, as of cloud-init 26.2. Keys that only
 * Amazon Linux knows and such as older releases knew are among them. Source: the modules' own schemas.
 */
final class KeyTable {
    /** Letters: A list, B truth value, I integer, O mapping, S text. */
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    private static final Map<String, String> DEPRECATED = Map.of(
            "apt_update", "package_update",
            "apt_upgrade", "package_upgrade",
            "apt_reboot_if_required", "package_reboot_if_required",
            "grub-dpkg", "grub_dpkg",
            "ca-certs", "ca_certs",
            "ubuntu_advantage", "ubuntu_pro",
            "system_info", "");

    static {
        put("A", "bootcmd runcmd packages write_files fs_setup mounts mount_default_fields cloud_init_modules");
        put("A", "cloud_config_modules cloud_final_modules ssh_authorized_keys ssh_import_id ssh_genkeytypes");
        put("A", "ssh_fp_console_blacklist ssh_key_console_blacklist");
        put("B", "allow_public_ssh_keys create_hostname_file disable_ec2_metadata disable_root manage_resolv_conf");
        put("B", "no_ssh_fingerprints package_update package_upgrade package_reboot_if_required");
        put("B", "prefer_fqdn_over_hostname preserve_hostname ssh_deletekeys ssh_quiet_keygen");
        put("B", "apt_update apt_upgrade apt_reboot_if_required");
        put("S", "authkey_hash byobu_by_default disable_root_opts final_message fqdn hostname locale_configfile");
        put("S", "password timezone yum_repo_dir");
        put("BS", "locale ssh_pwauth manage_etc_hosts resize_rootfs");
        put("BIS", "apt_pipelining");
        put("I", "launch-index");
        put("ASO", "users groups");
        put("SO", "user");
        put("AS", "merge_how merge_type");
        put("O", "ansible apk_repos apt autoinstall ca_certs ca-certs chef chpasswd device_aliases disk_setup drivers");
        put("O", "fan growpart grub_dpkg grub-dpkg keyboard landscape lxd mcollective ntp output phone_home");
        put("O", "power_state puppet random_seed reporting resolv_conf rh_subscription rpi rsyslog salt_minion snap");
        put("O", "spacewalk ssh ssh_keys ssh_publish_hostkeys swap system_info ubuntu_advantage ubuntu_pro updates");
        put("O", "vendor_data wireguard yum_repos zypper");
        put("", "version migrate datasource datasource_list vendor_data2 debug"); // of any type
        put("", "repo_upgrade repo_upgrade_exclude repo_releasever repo_additions"); // Amazon Linux
        put("", "apt_proxy apt_mirror apt_sources apt_preserve_sources_list"); // before 17.1's apt
    }

    private KeyTable() {}

    static boolean knows(String key) {
        return TYPES.containsKey(key);
    }

    /** What a key takes, as letters; empty when anything goes. */
    static String types(String key) {
        return TYPES.getOrDefault(key, "");
    }

    /** The key to use instead of a deprecated one: an empty text when there is none. */
    static Optional<String> successor(String key) {
        return Optional.ofNullable(DEPRECATED.get(key));
    }

    /** The known key that was probably meant. */
    static Optional<String> similar(String key) {
        String plain = normal(key);
        int limit = Math.min(2, key.length() / 4); // one slip in a short word, two in a long one
        String best = "";
        int bestDistance = limit + 1;
        for (String known : TYPES.keySet()) {
            int distance = distance(plain, normal(known));
            if (distance < bestDistance) {
                best = known;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static String normal(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** How many letters were added, left out, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static void put(String types, String keys) {
        Arrays.stream(keys.split(" ")).forEach(key -> TYPES.put(key, types));
    }
}
