package io.amibuilder.merge;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times, as construct_yaml_timestamp in PyYAML's constructor.py makes them. */
final class Timestamps {
    private static final Pattern FORM = Pattern.compile("(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
            + "(?:(?:[Tt]|[ \\t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\\.(?<fraction>[0-9]*))?"
            + "(?:[ \\t]*(?<zone>Z|(?<sign>[-+])(?<zoneHour>[0-9]{1,2})(?::(?<zoneMinute>[0-9]{2}))?))?)?");
    private static final int DAY_MINUTES = 24 * 60;

    private Timestamps() {}

    /** A LocalDate, a LocalDateTime when no zone is given, or an OffsetDateTime. */
    static Object of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new PartDroppedException("'" + text + "' is not a date");
        }
        try {
            LocalDate date = LocalDate.of(number(form, "year"), number(form, "month"), number(form, "day"));
            if (date.getYear() == 0) {
                throw new DateTimeException("Python's first year is 1");
            }
            return form.group("hour") == null ? date : time(date, form);
        } catch (DateTimeException e) {
            throw new PartDroppedException("'" + text + "' is not a date: " + e.getMessage());
        }
    }

    private static Object time(LocalDate date, Matcher form) {
        String fraction = form.group("fraction") == null ? "" : form.group("fraction");
        int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
        LocalDateTime time =
                date.atTime(number(form, "hour"), number(form, "minute"), number(form, "second"), micros * 1000);
        if (form.group("zone") == null) {
            return time;
        } else if (form.group("sign") == null) {
            return time.atOffset(ZoneOffset.UTC);
        }
        int minutes =
                number(form, "zoneHour") * 60 + (form.group("zoneMinute") == null ? 0 : number(form, "zoneMinute"));
        if (minutes >= DAY_MINUTES) {
            throw new DateTimeException("a zone must be less than a day from UTC");
        }
        return OffsetDateTime.of(time, zone(form.group("sign").equals("-") ? -minutes : minutes));
    }

    private static ZoneOffset zone(int minutes) {
        try {
            return ZoneOffset.ofTotalSeconds(minutes * 60);
        } catch (DateTimeException e) {
            throw new NotJudgedException("a time zone of " + minutes + " minutes is known to Python only");
        }
    }

    private static int number(Matcher form, String group) {
        return Integer.parseInt(form.group(group));
    }
}
