using System.Globalization;
using System.Numerics;
using System.Text;

namespace FraudMl.Tests;

/// <summary>Numbers read from UTF-8 against the framework's parser, bit for bit; FRAUDML_SOAK=1 tries 10,000,000 of each sort.</summary>
public sealed class FloatTextTests
{
    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 10_000_000 : 20_000;

    public static TheoryData<string> Sorts => new(Makers.Keys);

    private static Dictionary<string, Func<Random, string>> Makers { get; } = new()
    {
        ["floats"] = random => Text(AnyFloat(random), "R"),
        ["floats in nine digits"] = random => Text(AnyFloat(random), "E8"),
        ["amounts"] = random => Text(random.Next(1, 10_000_000) / 100.0, "F2"),
        ["doubles near one"] = random => Text((random.NextDouble() - 0.5) * 10, "G17"),
        ["doubles"] = random => Text(BitConverter.Int64BitsToDouble(random.NextInt64()), "R"),
        ["digits"] = Digits,
        ["middles of two floats"] = random => Middle(random, 0),
        ["beside the middle"] = random => Middle(random, random.Next(2) == 0 ? 1 : -1),
    };

    [Theory]
    [MemberData(nameof(Sorts))]
    public void Numbers_are_those_of_the_framework(string sort)
    {
        var random = new Random(7);
        for (int i = 0; i < Count; i++)
        {
            string text = Makers[sort](random);
            byte[] utf8 = Encoding.UTF8.GetBytes(text + ",1");
            int length = FloatText.Read(utf8, out float number);
            if (length == 0) continue;
            length.ShouldBe(text.Length, text);
            BitConverter.SingleToInt32Bits(number).ShouldBe(
                BitConverter.SingleToInt32Bits(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)), text);
        }
    }

    [Theory]
    [InlineData("0", 0f)]
    [InlineData("-0", -0f)]
    [InlineData("-0.0", -0f)]
    [InlineData("7", 7f)]
    [InlineData("149.62", 149.62f)]
    [InlineData("-1.3598071336738172", -1.3598071f)]
    [InlineData("0.000012345678901234567", 0.000012345678901234567f)]
    [InlineData("1e5", 1e5f)]
    [InlineData("2.5E-07", 2.5e-7f)]
    [InlineData("12345678901234567", 12345678901234567f)]
    public void Numbers_as_they_come_are_read_quickly(string text, float expected)
    {
        FloatText.Read(Encoding.UTF8.GetBytes(text), out float number).ShouldBe(text.Length);
        BitConverter.SingleToInt32Bits(number).ShouldBe(BitConverter.SingleToInt32Bits(expected));
        FloatText.Read(Encoding.UTF8.GetBytes(text + " ]"), out number).ShouldBe(text.Length);
        BitConverter.SingleToInt32Bits(number).ShouldBe(BitConverter.SingleToInt32Bits(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("-1e999999999999")]
    [InlineData("3.4028236e38")]
    [InlineData("1e-40")]
    public void Others_take_a_thorough_look(string text) => FloatText.Read(Encoding.UTF8.GetBytes(text), out _).ShouldBe(0);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(float number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static float AnyFloat(Random random)
    {
        while (true)
        {
            float number = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsFinite(number)) return number;
        }
    }

    private static string Digits(Random random)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        for (int left = random.Next(1, 22); left > 0; left--) text.Append((char)('0' + random.Next(10)));
        if (random.Next(3) > 0) text.Append('.');
        if (text[^1] == '.')
        {
            text.Append('0', random.Next(4) == 0 ? random.Next(20) : 0);
            for (int left = random.Next(1, 22); left > 0; left--) text.Append((char)('0' + random.Next(10)));
        }

        if (random.Next(3) == 0) text.Append('e').Append(random.Next(-30, 31).ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    // A float and half a unit in its last place, as a whole number or a fraction of a power of two, in all its digits or a few more.
    private static string Middle(Random random, int offset)
    {
        int mantissa = random.Next(1 << 23, 1 << 24), exponent = random.Next(-30, 30);
        BigInteger twice = new BigInteger(2L * mantissa + 1);
        if (exponent >= 0) return ((twice << exponent) + offset).ToString(CultureInfo.InvariantCulture);
        BigInteger digits = twice * BigInteger.Pow(5, -exponent) * 10 + offset;
        return $"{digits.ToString(CultureInfo.InvariantCulture)}e{(exponent - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
