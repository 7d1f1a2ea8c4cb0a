using CsCheck;

namespace FraudMl.Tests;

public class SharesTests
{
    [Fact]
    public void The_share_k_of_n_is_exactly_k_of_n() =>
        Gen.Select(Gen.Int[1, 2_000_000], Gen.Int[0, 2_000_000]).Where((n, k) => k <= n).Sample((n, k) =>
        {
            double share = (double)k / n;
            Shares.Floor(share, n).ShouldBe(k);
            Shares.Ceiling(share, n).ShouldBe(k);
            Shares.Round(share, n).ShouldBe(k);
            if (k > 0) Shares.MostWith(k, share).ShouldBe(n);
            Shares.IsWithin(k, share, n).ShouldBeTrue();
            Shares.Reaches(k, share, n).ShouldBeTrue();
            Shares.IsWithin(k + 1, share, n).ShouldBeFalse();
            Shares.Reaches(k - 1, share, n).ShouldBeFalse();
        });

    [Fact]
    public void Percents_of_whole_hundreds_are_whole()
    {
        for (int percent = 1; percent <= 100; percent++)
        {
            double written = double.Parse($"0.{percent:00}", System.Globalization.CultureInfo.InvariantCulture) + (percent == 100 ? 1 : 0);
            foreach (double share in percent == 100 ? [1.0] : new[] { written, 1 - (1 - written), percent / 100.0, percent * 0.01 })
            {
                for (int hundreds = 1; hundreds <= 300; hundreds++)
                {
                    int want = percent * hundreds;
                    Shares.Floor(share, 100 * hundreds).ShouldBe(want);
                    Shares.Ceiling(share, 100 * hundreds).ShouldBe(want);
                    Shares.Round(share, 100 * hundreds).ShouldBe(want);
                }
            }
        }
    }

    [Fact]
    public void What_is_no_whole_number_of_rows_is_cut_off_raised_or_rounded()
    {
        (Shares.Floor(0.299, 100), Shares.Ceiling(0.291, 100), Shares.Round(0.294, 100), Shares.Round(0.145, 100), Shares.Round(0.155, 100))
            .ShouldBe((29, 30, 29, 14, 16));
        Shares.Ceiling(1e-9, 1).ShouldBe(1);
        Shares.Floor(0.999999999, 1_000_000).ShouldBe(999_999);
    }

    [Theory]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.14, 50, 7)]
    [InlineData(0.55, 100, 55)]
    [InlineData(0.005, 1000, 5)]
    public void Every_split_has_exactly_its_share(double share, int count, int want)
    {
        bool[] labels = [.. Enumerable.Range(0, count).Select(row => row % 4 == 0)];
        HoldOut.TestCount(share, count).ShouldBe(want);
        HoldOut.Stratified(labels, share, 3).ValidationRows.Length.ShouldBe(want);
        var rows = new FoldInput(labels) { Timestamps = Enumerable.Range(0, count).Select(row => row * 3_600_000_000L).ToArray() };
        Folds.TimeOrdered(3).HoldOut(rows, share, 1).ValidationRows.Length.ShouldBe(want);
        if (Math.Abs((1 / share) - Math.Round(1 / share)) > 1e-9) Folds.Stratified(3).HoldOut(rows, share, 1).ValidationRows.Length
            .ShouldBe(want);
    }

    [Fact]
    public void A_category_with_exactly_the_least_share_is_frequent() =>
        CategoryGroups.Infrequent([7, 6, 87], 100, new OneHotOptions { MinimumShare = 0.07 }).ShouldBe([false, true, false]);
}
