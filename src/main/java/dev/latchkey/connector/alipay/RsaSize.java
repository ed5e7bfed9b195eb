package dev.latchkey.connector.alipay;

import java.math.BigInteger;

/// Which RSA keys are large enough. Alipay's older apps still have 1024 bits, so these work, with a
/// warning; anything smaller can be broken and is refused.
final class RsaSize {
    static final int RECOMMENDED = 2048;
    private static final int SMALLEST = 1024;
    private static final int LARGEST = 8192; // beyond it one signature takes seconds

    private RsaSize() {}

    static void check(BigInteger modulus) {
        int bits = modulus.bitLength();
        if (bits < SMALLEST) {
            throw new KeyUnusableException(Fault.TOO_SMALL, "has only " + bits + " bits: make one with " + RECOMMENDED);
        }
        if (bits > LARGEST) {
            throw new KeyUnusableException(
                    Fault.TOO_LARGE, "has " + bits + " bits, more than " + LARGEST + ": make one with " + RECOMMENDED);
        }
    }
}
