using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class DriftGoldenTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "drift-tests.json")))!;

    [Fact]
    public void Binned_samples_are_compared_as_scipy_does()
    {
        foreach (JsonNode? golden in Golden["bins"]!.AsArray())
        {
            string name = (string)golden!["name"]!;
            long[] reference = [.. golden["reference"]!.AsArray().Select(count => (long)count!)];
            long[] actual = [.. golden["actual"]!.AsArray().Select(count => (long)count!)];
            var samples = new BinnedSamples(reference, actual);
            samples.DegreesOfFreedom.ShouldBe((int)golden["df"]!, name);
            samples.Psi().ShouldMatch((double)golden["psi"]!, name);
            samples.PsiCritical().ShouldMatch((double)golden["psi_critical"]!, name);
            samples.JensenShannon().ShouldMatch((double)golden["js"]!, name, 1e-8);
            samples.GTestPValue()!.Value.ShouldMatch((double)golden["g_p"]!, name, 1e-8);
            samples.KolmogorovSmirnov().ShouldMatch((double)golden["ks"]!, name);
            double size = (double)samples.ReferenceCount * samples.ActualCount / (samples.ReferenceCount + samples.ActualCount);
            KolmogorovTail.Limit(Math.Sqrt(size) * samples.KolmogorovSmirnov()).ShouldMatch((double)golden["ks_p"]!, name, 1e-8);
        }
    }

    [Fact]
    public void Shares_are_compared_as_scipy_does()
    {
        foreach (JsonNode? golden in Golden["fisher"]!.AsArray())
        {
            (long have, long count) = ((long)golden!["have"]!, (long)golden["count"]!);
            (long otherHave, long otherCount) = ((long)golden["other_have"]!, (long)golden["other_count"]!);
            string what = $"{have} of {count}, {otherHave} of {otherCount}";
            FisherExact.TwoSided(have, count, otherHave, otherCount).ShouldMatch((double)golden["two_sided"]!, what, 1e-8);
            FisherExact.Greater(have, count, otherHave, otherCount).ShouldMatch((double)golden["greater"]!, what, 1e-8);
        }
    }
}
