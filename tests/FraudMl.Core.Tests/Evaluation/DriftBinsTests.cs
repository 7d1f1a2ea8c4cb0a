using CsCheck;

namespace FraudMl.Tests;

public class DriftBinsTests
{
    [Theory]
    [InlineData(0.95, 0)]
    [InlineData(0.05, 1)]
    [InlineData(0.8, 0.3)]
    [InlineData(1, 0)]
    public void A_flag_is_compared_by_its_two_values_whichever_is_the_more_frequent(double was, double now)
    {
        double[] reference = Flags(was), actual = Flags(now);

        TwoSample got = TwoSample.Of(reference, actual), mirrored = TwoSample.Of(Mirrored(reference), Mirrored(actual));

        double psi = 0;
        foreach ((double r, double a) in new[] { (was, now), (1 - was, 1 - now) })
        {
            (double first, double second) = (Math.Max(r, 1e-4), Math.Max(a, 1e-4));
            psi += (second - first) * Math.Log(second / first);
        }

        got.Psi.ShouldBe(psi, 1e-9);
        mirrored.Psi.ShouldBe(got.Psi, 1e-9);
        mirrored.JensenShannon.ShouldBe(got.JensenShannon, 1e-9);
        mirrored.PsiCritical.ShouldBe(got.PsiCritical, 1e-12);
    }

    [Fact]
    public void Every_value_is_in_the_bin_that_the_rule_says() =>
        Gen.Select(Gen.Int[0, 12].Array[1, 60], Gen.Int[-2, 14].Array[1, 60]).Sample((reference, actual) =>
        {
            TwoSampleBins bins = TwoSample.Of([.. reference.Select(x => x / 4.0)], [.. actual.Select(x => x / 4.0)]).Bins;
            bins.ReferenceCounts.Length.ShouldBe(bins.Edges.Length + bins.Heavy.Length + 1);
            int[] counts = new int[bins.ReferenceCounts.Length];
            foreach (double x in actual.Select(x => x / 4.0))
                counts[bins.Edges.Count(edge => edge < x) + bins.Heavy.Count(heavy => heavy <= x)]++;
            bins.ActualCounts.ShouldBe(counts);
        });

    [Fact]
    public void Losing_the_most_frequent_value_is_seen_wherever_it_lies() =>
        Gen.Select(Gen.Double[-5, 5].Array[20, 60], Gen.Double[-6, 6]).Sample((others, mode) =>
        {
            double[] reference = [.. others, .. Enumerable.Repeat(mode, 2 * others.Length)];
            TwoSample got = TwoSample.Of(reference, others);
            got.Psi.ShouldBeGreaterThan(got.PsiCritical);
            got.Psi.ShouldBeGreaterThan(0.25);
        });

    [Fact]
    public void SelectStable_ends_a_flag_that_falls_below_its_most_frequent_value()
    {
        var up = new float[400];
        Array.Fill(up, 1, 0, 200);
        double[] reference = [.. up.Take(200).Select(x => (double)x)], actual = [.. up.Skip(200).Select(x => (double)x)];

        StabilityRule.StabilityIndex(reference, actual).ShouldBe(TwoSample.Of(reference, actual).Psi);
        StabilityRule.StabilityIndex(reference, actual).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_profile_warns_of_a_column_and_of_its_mirror()
    {
        var random = new Random(3);
        float[] score = [.. Enumerable.Range(0, 10_000)
            .Select(i => random.NextDouble() < (i < 9000 ? 0.99 : 0.30) ? 100f : random.Next(100))];
        Dataset data = Timed(score, [.. score.Select(x => 100 - x)]);

        DatasetProfile profile = data.Profile();

        profile.Alerts.Where(alert => alert.Kind == ProfileAlertKind.Drift).Select(alert => alert.Column)
            .ShouldBe(["Score", "Mirror"], ignoreOrder: true);
        profile["Score"].Bins.ShouldContain(bin => bin.Low == 100 && bin.High == 100);
        profile["Score"].Bins.Sum(bin => bin.Count).ShouldBe(10_000);
    }

    [Fact]
    public void The_profile_compares_periods_as_two_samples_are_compared()
    {
        var random = new Random(7);
        float[] amounts = [.. Enumerable.Range(0, 3000)
            .Select(i => random.NextDouble() < 0.4 ? 0 : (float)Math.Round(random.NextDouble() * (i < 2000 ? 50 : 90), 2))];
        Dataset data = Timed(amounts, amounts);
        DatasetProfile profile = data.Profile();

        int first = profile.StabilityPeriods[0].Count;
        double[] reference = [.. amounts.Take(first).Select(x => (double)x)];
        for (int period = 0, start = 0; period < profile.StabilityPeriods.Count; start += profile.StabilityPeriods[period++].Count)
        {
            TwoSample want = TwoSample.Of(reference,
                [.. amounts.Skip(start).Take(profile.StabilityPeriods[period].Count).Select(x => (double)x)]);
            profile["Score"].Stability[period]!.Value.ShouldBe(want.Psi, 1e-12);
            profile["Score"].StabilityCritical[period]!.Value.ShouldBe(want.PsiCritical, 1e-12);
        }
    }

    [Fact]
    public void Information_value_sees_frauds_that_lie_below_the_most_frequent_value()
    {
        float[] caps = [.. Enumerable.Range(0, 2000).Select(i => i % 20 == 0 ? i % 60 : 500f)];
        var labels = new NumberColumn("Class", [.. caps.Select(x => x < 500 ? 1f : 0f)], ColumnRoles.Label);

        DatasetProfile profile = new Dataset([new NumberColumn("capped", caps), labels]).Profile();

        profile["capped"].InformationValue!.Value.ShouldBeGreaterThan(1);
    }

    private static Dataset Timed(float[] score, float[] mirror) => new(
    [
        new NumberColumn("Score", score),
        new NumberColumn("Mirror", mirror),
        new TimestampColumn("At", [.. Enumerable.Range(0, score.Length).Select(i => i * 3_600_000_000L)]),
        new NumberColumn("Class", [.. score.Select((_, i) => i % 10 == 0 ? 1f : 0f)], ColumnRoles.Label),
    ]);

    private static double[] Flags(double share) =>
        [.. Enumerable.Range(0, 1000).Select(i => i < (int)Math.Round(share * 1000) ? 1.0 : 0.0)];

    private static double[] Mirrored(double[] values) => [.. values.Select(x => 1 - x)];
}
