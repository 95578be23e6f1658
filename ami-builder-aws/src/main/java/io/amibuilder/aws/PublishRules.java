package io.amibuilder.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What of the settings AWS would refuse, as far as they tell by themselves. */
final class PublishRules {
    /** EC2 API reference, EnableImageDeprecation: at most ten years ahead; of 365 days, to stay below it. */
    static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ORGANIZATION =
            Pattern.compile("arn:aws[a-z-]*:organizations::\\d{12}:organization/o-[a-z0-9]{10,32}");
    private static final Pattern UNIT =
            Pattern.compile("arn:aws[a-z-]*:organizations::\\d{12}:ou/o-[a-z0-9]{10,32}/ou-[a-z0-9]+-[a-z0-9]+");
    private static final Pattern LAUNCH_TEMPLATE = Pattern.compile("lt-[0-9a-z]+");
    // Systems Manager API reference, PutParameter
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+){1,15}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|version|region)\\}");

    private PublishRules() {}

    static List<String> problems(PublishSettings settings) {
        List<String> problems = new ArrayList<>();
        check(problems, "region(...)", "a region, as in 'eu-west-1'", REGION, List.of(settings.region()));
        check(
                problems,
                "copyTo(...)",
                "a region, as in 'eu-west-1'",
                REGION,
                settings.copies().keySet());
        check(problems, "shareWithAccounts(...)", "an account id of twelve digits", ACCOUNT, settings.accounts());
        check(
                problems,
                "shareWithOrganizations(...)",
                "an ARN like 'arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5'",
                ORGANIZATION,
                settings.organizations());
        check(
                problems,
                "shareWithOrganizationalUnits(...)",
                "an ARN like 'arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-a1b2c3d4'",
                UNIT,
                settings.organizationalUnits());
        settings.launchTemplates()
                .values()
                .forEach(ids ->
                        check(problems, "launchTemplate(...)", "an id that begins with 'lt-'", LAUNCH_TEMPLATE, ids));
        check(
                problems,
                "parameter(...)",
                "a name of letters, digits and _.- or a path of them that begins with '/', not with 'aws' or 'ssm',"
                        + " and {name}, {version} and {region} in it",
                PublishRules::isParameter,
                settings.parameters());
        combinations(problems, settings);
        return problems;
    }

    private static void combinations(List<String> problems, PublishSettings settings) {
        if (settings.copies().containsKey(settings.region())) {
            problems.add("copyTo(...) must name another region than region(...), but was '" + settings.region() + "'");
        }
        settings.copies()
                .forEach((region, key) -> key.ifPresent(id -> {
                    if (id.isBlank()) {
                        problems.add("copyTo(\"" + region + "\", key) must name a key");
                    } else if (settings.isShared() && EncryptionRule.isAwsKey(id)) {
                        problems.add("copyTo(\"" + region + "\", \"" + id + "\") does not go with sharing: "
                                + EncryptionRule.REMEDY);
                    }
                }));
        settings.launchTemplates().keySet().stream()
                .filter(region ->
                        !region.equals(settings.region()) && !settings.copies().containsKey(region))
                .forEach(region ->
                        problems.add("launchTemplate(\"" + region + "\", ...) needs copyTo(\"" + region + "\")"));
        if (settings.shareSnapshots() && settings.accounts().isEmpty()) {
            problems.add("shareSnapshots(true) needs shareWithAccounts(...)");
        }
        settings.deprecateAfter()
                .filter(age -> age.isNegative() || age.isZero() || age.compareTo(LONGEST_LIFE) > 0)
                .ifPresent(age -> problems.add("deprecateAfter(...) must be more than nothing and at most "
                        + LONGEST_LIFE.toDays() + " days, but was " + age));
    }

    private static void check(
            List<String> problems, String setting, String rule, Pattern pattern, Iterable<String> values) {
        check(problems, setting, rule, value -> pattern.matcher(value).matches(), values);
    }

    private static void check(
            List<String> problems, String setting, String rule, Predicate<String> isValid, Iterable<String> values) {
        for (String value : values) {
            if (!isValid.test(value)) {
                problems.add(setting + " must be " + rule + ", but was '" + value + "'");
            }
        }
    }

    private static boolean isParameter(String name) {
        String filled = PLACEHOLDER.matcher(name).replaceAll("x");
        String bare = filled.toLowerCase(Locale.ROOT).replaceFirst("^/", "");
        return PARAMETER.matcher(filled).matches() && !bare.startsWith("aws") && !bare.startsWith("ssm");
    }
}
