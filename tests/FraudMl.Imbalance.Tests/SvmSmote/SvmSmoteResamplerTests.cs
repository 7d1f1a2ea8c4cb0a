using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class SvmSmoteResamplerTests
{
    [Fact]
    public void Support_vectors_are_sorted_into_the_golden_zones()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("SVMSMOTE"))
        {
            OversamplingTask task = GoldenSamplers.Task(GoldenSamplers.Data(golden));
            DangerZones zones = DangerZones.Of(task, GoldenSamplers.Integers(golden["minority_support_rows"]!),
                (int)golden["params"]!["m_neighbors"]!);
            zones.Danger.ShouldBe(GoldenSamplers.Integers(golden["danger"]!), (string)golden["name"]!);
            zones.Safe.ShouldBe(GoldenSamplers.Integers(golden["safe"]!));
            zones.Noise.ShouldBe(GoldenSamplers.Integers(golden["noise"]!));
        }
    }

    // The golden sets come from libsvm, and those near the margin depend on its tolerance.
    [Fact]
    public void Support_vectors_are_those_of_libsvm_but_for_a_few_at_the_margin()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("SVMSMOTE"))
        {
            TrainingData data = GoldenSamplers.Data(golden);
            int[] rows = [.. Enumerable.Range(0, data.Labels.Length)];
            bool[] supports = SupportVectors.Of(data.Matrix, rows, data.Labels.ToArray(), (double)golden["params"]!["gamma"]!, 1,
                Rows.Context());
            int[] got = [.. rows.Where(row => supports[row] && data.Labels.Span[row])],
                want = GoldenSamplers.Integers(golden["minority_support_rows"]!);
            got.Except(want).Concat(want.Except(got)).Count().ShouldBeLessThanOrEqualTo(2, (string)golden["name"]!);
        }
    }

    [Fact]
    public void Rows_lie_towards_neighbors_from_danger_and_away_from_them_where_it_is_safe()
    {
        RowOrigin[] made = [.. Resamplers.SvmSmote().Resample(Rows.Random(60, 600, shift: 2), Rows.Context()).Origins.ToArray()
            .Where(origin => origin.IsSynthetic)];
        made.ShouldContain(origin => origin.Lambda > 0);
        made.ShouldContain(origin => origin.Lambda < 0);
        made.ShouldAllBe(origin => origin.Lambda > -0.5f && origin.Lambda < 1);
    }

    [Fact]
    public void A_small_working_set_still_gives_every_row_asked() =>
        Resamplers.SvmSmote(new() { WorkingRowLimit = 60 }).Resample(Rows.Random(60, 600), Rows.Context()).Data.FraudCount.ShouldBe(600);
}
