using System.Globalization;

namespace FraudMl.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0f, true)]
    [InlineData("-17", -17f, true)]
    [InlineData("1.5", 1.5f, false)]
    [InlineData(".5", 0.5f, false)]
    [InlineData("5.", 5f, false)]
    [InlineData("1e3", 1000f, false)]
    [InlineData(" 7 ", 7f, false)]
    [InlineData("+7", 7f, false)]
    [InlineData("3.4028235e38", float.MaxValue, false)]
    [InlineData("1e-45", float.Epsilon, false)]
    public void Numbers_are_read(string text, float value, bool isInteger)
    {
        NumberText.TryParse(text, out float got, out bool integer).ShouldBeTrue();

        got.ShouldBe(value);
        integer.ShouldBe(isInteger);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("--1")]
    public void What_is_no_number_is_refused(string text) => NumberText.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Every_number_is_rounded_correctly()
    {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 13));
            string text = value.ToString($"F{random.Next(0, 17)}", CultureInfo.InvariantCulture);
            NumberText.TryParse(text, out float got, out _).ShouldBeTrue();
            BitConverter.SingleToInt32Bits(got)
                .ShouldBe(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), text);
        }
    }

    [Fact]
    public void Every_float_reads_back_from_its_shortest_text()
    {
        var random = new Random(8);
        for (int i = 0; i < 200_000; i++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next());
            if (!float.IsFinite(value)) continue;
            NumberText.TryParse(value.ToString("R", CultureInfo.InvariantCulture), out float got, out _).ShouldBeTrue();
            got.ShouldBe(value);
        }
    }

    [Fact]
    public void A_text_beside_the_middle_of_two_floats_is_not_rounded_twice()
    {
        // 16777217 lies half-way between 16777216 and 16777218; the digits behind it tell.
        NumberText.TryParse("16777217.000000001", out float above, out _).ShouldBeTrue();
        NumberText.TryParse("16777217", out float half, out _).ShouldBeTrue();

        above.ShouldBe(16777218f);
        half.ShouldBe(16777216f);
    }
}
