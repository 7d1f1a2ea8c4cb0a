using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public class StatisticsGoldenTests
{
    private static readonly JsonObject Stats = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "stats.json")))!.AsObject();

    [Fact]
    public void DeLong_equals_the_golden_tests()
    {
        JsonNode[] cases = Cases("delong", 14);
        foreach (JsonNode golden in cases)
        {
            string name = (string)golden["name"]!;
            JsonNode want = golden["expected"]!;
            DeLong got = DeLong.Of(GoldenMetrics.Labels(golden["y"]!), GoldenMetrics.Doubles(golden["a"]!),
                GoldenMetrics.Doubles(golden["b"]!));
            got.AucA.ShouldMatch((double)want["auc_a"]!, name);
            got.AucB.ShouldMatch((double)want["auc_b"]!, name);
            got.VarianceA.ShouldMatch((double)want["var_a"]!, name);
            got.VarianceB.ShouldMatch((double)want["var_b"]!, name);
            got.Covariance.ShouldMatch((double)want["cov"]!, name);
            got.Difference.ShouldMatch((double)want["diff"]!, name);
            got.DifferenceVariance.ShouldMatch((double)want["var_diff"]!, name);
            got.Z.ShouldMatch(GoldenMetrics.Double(want["z"]), name);
            got.PValue.ShouldMatch(GoldenMetrics.Double(want["p_two_sided"]), name, 1e-8);
            (got.UndefinedBecause is null).ShouldBe(want["z"] is not null, name);
            new[] { got.IntervalA.Low, got.IntervalA.High }.ShouldMatch(want["ci95_a"]!, name);
            if (want["ci95_diff"] is { } interval)
                new[] { got.DifferenceInterval.Low, got.DifferenceInterval.High }.ShouldMatch(interval, name);
        }
    }

    [Fact]
    public void McNemar_equals_the_golden_tests()
    {
        foreach (JsonNode golden in Cases("mcnemar", 10))
        {
            JsonNode want = golden["expected"]!;
            McNemar got = McNemar.Of((int)golden["b"]!, (int)golden["c"]!);
            got.PValue.ShouldMatch((double)want["exact_p"]!, "exact", 1e-8);
            got.MidPValue.ShouldMatch((double)want["mid_p"]!, "mid", 1e-8);
            got.ChiSquared.ShouldMatch((double)want["chi2"]!, "chi2");
            got.ChiSquaredPValue.ShouldMatch((double)want["chi2_p"]!, "chi2 p", 1e-8);
            got.CorrectedChiSquared.ShouldMatch((double)want["chi2_corrected"]!, "corrected");
            got.CorrectedPValue.ShouldMatch((double)want["chi2_corrected_p"]!, "corrected p", 1e-8);
        }
    }

    [Fact]
    public void Wilcoxon_equals_the_golden_tests()
    {
        foreach (JsonNode golden in Cases("wilcoxon", 6))
        {
            JsonNode want = golden["expected"]!;
            Wilcoxon got = Wilcoxon.Of(GoldenMetrics.Doubles(golden["difference"]!));
            got.Count.ShouldBe((int)want["n_nonzero"]!);
            got.PositiveRankSum.ShouldMatch((double)want["w_plus"]!, "w+");
            got.NegativeRankSum.ShouldMatch((double)want["w_minus"]!, "w-");
            got.Statistic.ShouldMatch((double)want["statistic"]!, "w");
            if (want["exact_p"] is { } exact) got.PValue.ShouldMatch((double)exact, "exact", 1e-8);
            got.ApproximatePValue.ShouldMatch((double)want["approx_p"]!, "approximate", 1e-8);
            got.CorrectedPValue.ShouldMatch((double)want["approx_p_continuity"]!, "continuity", 1e-8);
        }
    }

    [Fact]
    public void The_corrected_t_test_equals_the_golden_tests()
    {
        foreach (JsonNode golden in Cases("corrected_resampled_t", 6))
        {
            JsonNode want = golden["expected"]!;
            double[] differences = GoldenMetrics.Doubles(golden["differences"]!);
            CorrectedTTest got = CorrectedTTest.Of(differences, (int)golden["n_train"]!, (int)golden["n_test"]!);
            got.Mean.ShouldMatch((double)want["mean"]!, "mean");
            got.Variance.ShouldMatch((double)want["variance"]!, "variance");
            got.T.ShouldMatch(GoldenMetrics.Double(want["t_corrected"]), "t");
            got.PValue.ShouldMatch(GoldenMetrics.Double(want["p_corrected"]), "p", 1e-8);
            got.DegreesOfFreedom.ShouldBe((int)want["df"]!);
            // An interval ends at 0 exactly where p is 0.05.
            if (!double.IsNaN(got.T)) (got.Interval.Low > 0 || got.Interval.High < 0).ShouldBe(got.PValue < 0.05);
            CorrectedTTest naive = CorrectedTTest.Of(differences, 1, 0);
            naive.PValue.ShouldMatch(GoldenMetrics.Double(want["p_naive"]), "naive", 1e-8);
        }
    }

    [Fact]
    public void Corrections_for_several_tests_equal_the_golden_ones()
    {
        foreach (JsonNode golden in Cases("multiple_testing", 7))
        {
            double[] p = GoldenMetrics.Doubles(golden["p"]!);
            PValues.Holm(p).ShouldMatch(golden["expected"]!["holm"]!, "holm");
            PValues.Bonferroni(p).ShouldMatch(golden["expected"]!["bonferroni"]!, "bonferroni");
            PValues.BenjaminiHochberg(p).ShouldMatch(golden["expected"]!["benjamini_hochberg"]!, "bh");
            PValues.BenjaminiYekutieli(p).ShouldMatch(golden["expected"]!["benjamini_yekutieli"]!, "by");
        }
    }

    // Where edges repeat, Golden/drift.json has the bins: a heavy value stands by itself there.
    [Fact]
    public void Two_sample_distances_equal_the_golden_ones()
    {
        JsonArray cases = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "metrics.json")))!["two_sample"]!.AsArray();
        cases.Count.ShouldBe(12);
        int binned = 0;
        foreach (JsonNode? golden in cases)
        {
            string name = (string)golden!["name"]!;
            JsonNode want = golden["expected"]!;
            TwoSample got = TwoSample.Of(GoldenMetrics.Doubles(golden["reference"]!), GoldenMetrics.Doubles(golden["actual"]!));
            got.Bins.Edges.ShouldMatch(want["edges"]!, name);
            got.KolmogorovSmirnov.ShouldMatch((double)want["ks_statistic"]!, name);
            got.Wasserstein.ShouldMatch((double)want["wasserstein"]!, name);
            got.KolmogorovSmirnovPValue.ShouldMatch((double)(want["ks_pvalue_exact"] ?? want["ks_pvalue_kolmogorov_limit"])!, name, 1e-8);
            if (got.Bins.Heavy.Length > 0) continue;
            binned++;
            got.Bins.ReferenceCounts.ShouldBe(want["reference_counts"]!.AsArray().Select(node => (int)node!), name);
            got.Bins.ActualCounts.ShouldBe(want["actual_counts"]!.AsArray().Select(node => (int)node!), name);
            got.Psi.ShouldMatch((double)want["psi"]!, name);
            got.JensenShannon.ShouldMatch((double)want["js_distance_base2"]!, name);
        }

        binned.ShouldBe(10);
    }

    [Fact]
    public void Binned_distances_equal_the_golden_ones_where_a_value_repeats_among_the_deciles()
    {
        JsonArray cases = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "drift.json")))!["cases"]!.AsArray();
        cases.Count.ShouldBe(24);
        foreach (JsonNode? golden in cases)
        {
            string name = (string)golden!["name"]!;
            JsonNode want = golden["expected"]!;
            TwoSample got = TwoSample.Of(GoldenMetrics.Doubles(golden["reference"]!), GoldenMetrics.Doubles(golden["actual"]!));
            got.Bins.Edges.ShouldMatch(want["edges"]!, name);
            got.Bins.Heavy.ShouldMatch(want["heavy"]!, name);
            got.Bins.ReferenceCounts.ShouldBe(want["reference_counts"]!.AsArray().Select(node => (int)node!), name);
            got.Bins.ActualCounts.ShouldBe(want["actual_counts"]!.AsArray().Select(node => (int)node!), name);
            got.Psi.ShouldMatch((double)want["psi"]!, name);
            got.JensenShannon.ShouldMatch((double)want["js_distance"]!, name);
            int degrees = (int)want["degrees_of_freedom"]!;
            got.Bins.DegreesOfFreedom.ShouldBe(degrees, name);
            if (degrees == 0) got.PsiCritical.ShouldBe(0, name);
            else
            {
                double tail = got.PsiCritical / ((1.0 / got.Bins.ReferenceCounts.Sum()) + (1.0 / got.Bins.ActualCounts.Sum()));
                SpecialFunctions.ChiSquaredTail(tail, degrees).ShouldBe(0.05, 1e-9, name);
            }
        }
    }

    [Theory]
    [InlineData(9, 16.918977604620448)]
    [InlineData(1, 3.841458820694124)]
    public void The_chi_squared_tail_is_5_percent_at_the_tabled_quantile(int degrees, double quantile) =>
        SpecialFunctions.ChiSquaredTail(quantile, degrees).ShouldBe(0.05, 1e-12);

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.5, 0)]
    [InlineData(1e-10, -6.361340902404056)]
    public void The_normal_quantile_is_the_tabled_one(double probability, double quantile) =>
        SpecialFunctions.NormalQuantile(probability).ShouldBe(quantile, 1e-9);

    private static JsonNode[] Cases(string section, int count)
    {
        JsonNode[] cases = [.. Stats[section]!.AsArray().Select(node => node!)];
        cases.Length.ShouldBe(count);
        return cases;
    }
}
