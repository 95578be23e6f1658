package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PyValuesTest {
    @Test
    void anIntegerIsOfTheSmallestTypeThatHoldsIt() {
        assertThat(PyValues.integer(BigInteger.valueOf(Integer.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
        assertThat(PyValues.integer(BigInteger.valueOf(Integer.MIN_VALUE))).isEqualTo(Integer.MIN_VALUE);
        assertThat(PyValues.integer(BigInteger.valueOf(1L << 31))).isEqualTo(1L << 31);
        assertThat(PyValues.integer(BigInteger.valueOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(PyValues.integer(BigInteger.ONE.shiftLeft(63))).isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    @Test
    void numbersAndBooleansAreEqualByTheirValue() {
        assertEqual(1, 1.0);
        assertEqual(true, 1L);
        assertEqual(-0.0, false);
        assertEqual(100, new BigInteger("100"));
        assertEqual(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertDifferent(Double.NaN, Double.NaN);
        assertDifferent(1, "1");
        assertDifferent(true, 2);
    }

    @Test
    void nothingEqualsOnlyNothing() {
        assertEqual(null, null);
        assertDifferent(null, 0);
        assertDifferent(null, "");
    }

    @Test
    void bytesAndTimesAreEqualByWhatTheyMean() {
        assertEqual(new byte[] {1, 2}, new byte[] {1, 2});
        assertDifferent(new byte[] {1, 2}, new byte[] {1, 3});
        assertEqual(OffsetDateTime.parse("2001-12-14T21:59:43Z"), OffsetDateTime.parse("2001-12-14T22:59:43+01:00"));
        assertDifferent(
                OffsetDateTime.parse("2001-12-14T21:59:43Z"), OffsetDateTime.parse("2001-12-14T21:59:43+01:00"));
    }

    @Test
    void listsAreEqualItemByItem() {
        assertEqual(List.of(1, "a"), List.of(1.0, "a"));
        assertEqual(List.of(), List.of());
        assertDifferent(List.of(1, 2), List.of(1, 3));
        assertDifferent(List.of(1, 2), List.of(1));
        assertDifferent(List.of(1), List.of(1, 2));
        assertDifferent(List.of(1), "1");
    }

    @Test
    void aTupleEqualsNoList() {
        assertEqual(tuple(1, 2), tuple(1, 2));
        assertDifferent(tuple(1, 2), List.of(1, 2));
    }

    @Test
    void dictsAreEqualWhateverTheOrderOfTheirKeys() {
        assertEqual(dict("{a: 1, b: [2]}"), dict("{b: [2.0], a: true}"));
        assertDifferent(dict("{a: 1}"), dict("{a: 2}"));
        assertDifferent(dict("{a: null}"), dict("{b: null}"));
        assertDifferent(dict("{a: 1}"), dict("{a: 1, b: 1}"));
        assertDifferent(dict("{a: 1}"), "a");
    }

    @Test
    void aSetEqualsOnlyASet() {
        assertEqual(Set.of("a"), Set.of("a"));
        assertDifferent(Set.of("a"), Set.of("b"));
        assertDifferent(Set.of("a"), "a");
        assertDifferent(Set.of("a"), List.of("a"));
    }

    @Test
    void aCopyKeepsWhatIsOneObjectAndWhatIsATuple() {
        List<Object> shared = List.of("x");
        List<?> copy = (List<?>) PyValues.deepCopy(tuple(shared, shared));
        assertThat(copy).isInstanceOf(PyTuple.class);
        assertThat(copy.get(0)).isNotSameAs(shared).isEqualTo(shared).isSameAs(copy.get(1));
    }

    private static PyTuple tuple(Object... items) {
        return new PyTuple(Arrays.asList(items));
    }

    private static PyDict dict(String yaml) {
        return (PyDict) PyYaml.load(yaml);
    }

    private static void assertEqual(Object a, Object b) {
        assertThat(PyValues.equal(a, b)).as("%s == %s", a, b).isTrue();
        assertThat(PyValues.equal(b, a)).as("%s == %s", b, a).isTrue();
    }

    private static void assertDifferent(Object a, Object b) {
        assertThat(PyValues.equal(a, b)).as("%s == %s", a, b).isFalse();
        assertThat(PyValues.equal(b, a)).as("%s == %s", b, a).isFalse();
    }
}
