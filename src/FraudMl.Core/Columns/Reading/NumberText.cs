using System.Globalization;

namespace FraudMl;

/// <summary>Reads numbers in invariant culture, correctly rounded to 32-bit floats.</summary>
internal static class NumberText
{
    /// <summary>The largest magnitude up to which 32-bit floats hold every integer.</summary>
    public const int ExactLimit = 1 << 24;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Parses a number; it may be infinite, and has a fraction or exponent unless <paramref name="isInteger"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out float value, out bool isInteger)
    {
        if (TryParsePlain(text, out value, out isInteger)) return true;
        isInteger = !text.TrimStart('-').ContainsAnyExceptInRange('0', '9');
        return !text.IsEmpty && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Rounds a number to 32 bits as its shortest text would be, so that 0.1 and "0.1" are the same however many digits there are.</summary>
    public static float Round(double value)
    {
        // Only half-way between two floats, and where floats lose bits, can the digits say otherwise.
        bool isPlain = (BitConverter.DoubleToInt64Bits(value) & 0x1FFFFFFF) != 0x10000000 && (Math.Abs(value) >= 1.2e-38 || value == 0);
        if (isPlain || !double.IsFinite(value)) return (float)value;
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        return float.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Returns whether a text says true or false, which are 1 and 0.</summary>
    public static bool IsTruth(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Returns whether a text is an integer that 32-bit floats may not hold, or a code with leading zeros.</summary>
    public static bool IsLongIntegerOrCode(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimStart("+-");
        if (text.IsEmpty) return false;
        if (text.ContainsAnyExceptInRange('0', '9')) return false;
        return (text.Length > 1 && text[0] == '0') || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value >= ExactLimit;
    }

    // Clinger's fast path: up to 15 digits over a power of ten up to 22 is one correctly rounded division. A double that lies
    // half-way between two floats may have been rounded there, so it takes the slow path, as everything else does.
    private static bool TryParsePlain(ReadOnlySpan<char> text, out float value, out bool isInteger)
    {
        (value, isInteger) = (0, true);
        bool negative = !text.IsEmpty && text[0] == '-';
        (long mantissa, int digits, int fraction) = (0, 0, 0);
        for (int i = negative ? 1 : 0; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                if (!isInteger) fraction++;
            }
            else if (text[i] == '.' && isInteger)
            {
                isInteger = false;
            }
            else
            {
                return false;
            }
        }

        if (digits is 0 or > 18 || mantissa > 1L << 53 || fraction > 22) return false;
        double exact = mantissa / PowersOfTen[fraction];
        if ((BitConverter.DoubleToInt64Bits(exact) & 0x1FFFFFFF) == 0x10000000) return false;
        value = (float)(negative ? -exact : exact);
        return true;
    }
}
