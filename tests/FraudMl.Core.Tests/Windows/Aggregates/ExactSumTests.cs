using System.Numerics;
using CsCheck;

namespace FraudMl.Tests;

public sealed class ExactSumTests
{
    private static readonly Gen<double> Values = Gen.OneOf(Gen.Float[-1e9f, 1e9f].Select(value => (double)value), Gen.Double[-1e18, 1e18],
        Gen.Double[-1e-9, 1e-9], Gen.Const(0.1));

    [Fact]
    public void Values_added_and_taken_away_in_any_order_leave_the_same_bits() =>
        Gen.Select(Values.Array[0, 40], Values.Array[0, 40], Gen.Int).Sample((kept, gone, seed) =>
        {
            var straight = default(ExactSum);
            foreach (double value in kept) straight.Add(value);
            (double Value, bool Adds)[] steps = [.. kept.Concat(gone).Select(value => (value, true)),
                .. gone.Select(value => (value, false))];
            new Random(seed).Shuffle(steps);
            var mixed = default(ExactSum);
            foreach ((double value, bool adds) in steps)
            {
                if (adds) mixed.Add(value);
                else mixed.Subtract(value);
            }

            mixed.Read().ShouldBe(straight.Read());
        });

    [Fact]
    public void A_sum_is_the_exact_one_rounded_once() =>
        Gen.Double[-1e18, 1e18].Select(value => Math.Round(value * 1024) / 1024).Array[1, 40].Sample(values =>
        {
            var sum = default(ExactSum);
            foreach (double value in values) sum.Add(value);
            BigInteger exact = values.Aggregate(BigInteger.Zero, (all, value) => all + new BigInteger(value * 1024));
            (double got, double remainder) = sum.Read();
            got.ShouldBe((double)exact / 1024, Math.Abs(got) * 2.3e-16);
            ((BigInteger)(got * 1024) + (BigInteger)(remainder * 1024) - exact).IsZero.ShouldBeTrue();
        });

    [Fact]
    public void Powers_of_two_over_the_whole_range_are_kept()
    {
        for (int power = -90; power < 128; power++)
        {
            var sum = default(ExactSum);
            sum.Subtract(Math.ScaleB(1, power));
            sum.Read().ShouldBe((-Math.ScaleB(1, power), -0.0));
            sum.Add(Math.ScaleB(1, power));
            sum.Read().Value.ShouldBe(0);
        }
    }
}
