namespace FraudMl;

/// <summary>
/// A sum that is exact: 256 bits in steps of 2⁻⁹⁶, so adding and taking away in any order ends in the same bits. Values must be finite
/// and below 2¹²⁸; what lies under 2⁻⁹⁷ vanishes.
/// </summary>
internal struct ExactSum
{
    private const int Point = 96;
    private UInt128 _low;
    private UInt128 _high;

    public void Add(double value) => Accumulate(value, value < 0);

    public void Subtract(double value) => Accumulate(value, value > 0);

    /// <value>The sum, rounded to the nearest double.</value>
    public readonly double Value
    {
        get
        {
            (UInt128 top, double unit) = Top();
            return (double)top * unit;
        }
    }

    /// <summary>Returns the sum rounded to the nearest double, and what the rounding left, itself rounded.</summary>
    public readonly (double Value, double Remainder) Read()
    {
        (UInt128 top, double unit) = Top();
        double value = (double)top;
        return (value * unit, (double)((Int128)top - (Int128)value) * unit);
    }

    // The leading 126 bits, which leave Int128 room for the rounded value, and what one of them stands for.
    private readonly (UInt128 Bits, double Unit) Top()
    {
        (UInt128 low, UInt128 high, double sign) = (_low, _high, 1.0);
        if ((high >> 127) != 0)
        {
            (low, high, sign) = (~low + 1, ~high, -1.0);
            if (low == 0) high++;
        }

        int length = high == 0 ? 128 - (int)UInt128.LeadingZeroCount(low) : 256 - (int)UInt128.LeadingZeroCount(high);
        int shift = length - 126;
        if (shift <= 0) return (low, sign * PowerOfTwo(-Point));
        return (shift < 128 ? (low >> shift) | (high << (128 - shift)) : high >> (shift - 128), sign * PowerOfTwo(shift - Point));
    }

    private static double PowerOfTwo(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);

    private void Accumulate(double value, bool subtract)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        ulong mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1UL << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Point;
        if (shift < 0)
        {
            if (shift < -53) return;
            mantissa = (mantissa + (1UL << (-shift - 1))) >> -shift;
            shift = 0;
        }

        UInt128 low = shift < 128 ? (UInt128)mantissa << shift : 0;
        UInt128 high = shift < 128 ? (shift == 0 ? 0 : (UInt128)mantissa >> (128 - shift)) : (UInt128)mantissa << (shift - 128);
        UInt128 before = _low;
        if (subtract)
        {
            _low -= low;
            _high -= high + (before < low ? UInt128.One : UInt128.Zero);
        }
        else
        {
            _low += low;
            _high += high + (_low < before ? UInt128.One : UInt128.Zero);
        }
    }
}
