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

    /// <summary>Returns the sum rounded to the nearest double, and what the rounding left, itself rounded.</summary>
    public readonly (double Value, double Remainder) Read()
    {
        bool negative = (_high >> 127) != 0;
        (UInt128 low, UInt128 high) = (_low, _high);
        if (negative)
        {
            low = ~low + 1;
            high = ~high + (low == 0 ? UInt128.One : UInt128.Zero);
        }

        // Two bits of headroom keep the rounded value inside Int128.
        int length = high == 0 ? 128 - (int)UInt128.LeadingZeroCount(low) : 256 - (int)UInt128.LeadingZeroCount(high);
        int shift = Math.Max(0, length - 126);
        UInt128 top = shift == 0 ? low : shift < 128 ? (low >> shift) | (high << (128 - shift)) : high >> (shift - 128);
        double value = (double)top;
        double rest = (double)((Int128)top - (Int128)value);
        int scale = shift - Point;
        (value, rest) = (Math.ScaleB(value, scale), Math.ScaleB(rest, scale));
        return negative ? (-value, -rest) : (value, rest);
    }

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
