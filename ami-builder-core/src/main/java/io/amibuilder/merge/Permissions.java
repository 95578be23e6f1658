package io.amibuilder.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The mode of a file: cc_write_files.py, decode_perms. A number is taken as it is: {@code 755} is 01363. */
final class Permissions {
    static final int DEFAULT = 0644;
    private static final BigInteger ALL = BigInteger.valueOf(07777);

    private Permissions() {}

    /** @throws PartDroppedException when the file cannot be given that mode */
    static int of(@Nullable Object written) {
        if (written == null) {
            return DEFAULT;
        }
        BigInteger mode;
        if (written instanceof Boolean bool) {
            mode = bool ? BigInteger.ONE : BigInteger.ZERO;
        } else if (written instanceof Double number) {
            if (number.isNaN()) {
                return DEFAULT;
            } else if (number.isInfinite()) {
                throw new PartDroppedException("permissions cannot be infinite");
            }
            mode = new BigDecimal(number).toBigInteger();
        } else if (written instanceof Number number) {
            mode = new BigInteger(number.toString());
        } else {
            try {
                mode = PyNumbers.integer(written.toString(), 8);
            } catch (NumberFormatException e) {
                return DEFAULT;
            }
        }
        if (mode.signum() == 0) {
            return DEFAULT; // cloud-init sets no mode, and the umask makes it this
        } else if (mode.bitLength() > 31) {
            throw new PartDroppedException("permissions " + written + " are no mode");
        }
        return mode.and(ALL).intValue();
    }
}
