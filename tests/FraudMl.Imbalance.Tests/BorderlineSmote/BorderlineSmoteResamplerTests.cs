using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class BorderlineSmoteResamplerTests
{
    [Fact]
    public void Rows_in_danger_and_their_neighbors_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("BorderlineSMOTE"))
        {
            OversamplingTask task = GoldenSamplers.Task(GoldenSamplers.Data(golden));
            int m = (int)golden["params"]!["m_neighbors"]!, k = (int)golden["params"]!["k_neighbors"]!;
            DangerZones zones = DangerZones.Of(task, task.Rows, m);
            zones.Danger.ShouldBe(GoldenSamplers.Integers(golden["danger"]!), (string)golden["name"]!);
            zones.Safe.ShouldBe(GoldenSamplers.Integers(golden["safe"]!));
            zones.Noise.ShouldBe(GoldenSamplers.Integers(golden["noise"]!));
            GoldenSamplers.RowsOf(task.Search(task.All).Of(task.Rows, m)).ShouldBe(GoldenSamplers.Flat(golden["m_neighbours"]!));
            GoldenSamplers.RowsOf(task.Search(task.Rows).Of(zones.Danger, k))
                .ShouldBe(GoldenSamplers.Flat(golden["danger_neighbours_b1"]!));
            GoldenSamplers.RowsOf(task.Search(task.All).Of(zones.Danger, k))
                .ShouldBe(GoldenSamplers.Flat(golden["danger_neighbours_b2_DERIVED"]!));
        }
    }

    [Fact]
    public void The_second_kind_goes_at_most_half_way_to_the_other_class()
    {
        TrainingData data = Rows.Random(frauds: 60, legitimate: 600);
        RowOrigin[] made = Made(Resamplers.BorderlineSmote(new() { Kind = 2 }).Resample(data, Rows.Context()));
        made.Where(origin => !data.Labels.Span[origin.Neighbor]).ShouldNotBeEmpty();
        made.Where(origin => !data.Labels.Span[origin.Neighbor]).ShouldAllBe(origin => origin.Lambda < 0.5f);
        Made(Resamplers.BorderlineSmote().Resample(data, Rows.Context())).Count(origin => !data.Labels.Span[origin.Neighbor]).ShouldBe(0);
    }

    [Fact]
    public void Rows_that_are_all_safe_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.BorderlineSmote().Resample(Rows.Random(20, 100, shift: 50), Rows.Context())).Message
            .ShouldBe(
            "Borderline-SMOTE found none of 20 fraud rows in danger: 20 lie among their own class and 0 among the other one only. Raise "
            + "DangerNeighborCount or use Resamplers.Smote().");

    private static RowOrigin[] Made(ResampledRows rows) => [.. rows.Origins.ToArray().Where(origin => origin.IsSynthetic)];
}
