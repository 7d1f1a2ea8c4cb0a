using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class NearMissResamplerTests
{
    [Fact]
    public void NearMiss_keeps_the_golden_rows()
    {
        foreach (JsonObject golden in GoldenSamplers.Under("NearMiss"))
        {
            JsonNode given = golden["params"]!;
            var options = new NearMissOptions
            {
                Version = (NearMissVersion)(int)given["version"]!,
                NeighborCount = (int)given["n_neighbors"]!,
                ProposalCount = given["n_neighbors_ver3"] is { } proposals ? (int)proposals : 3,
                TargetRatio = given["sampling_strategy"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number
                    ? (double)given["sampling_strategy"]! : 1,
            };
            new NearMissResampler(options).Keep(GoldenSamplers.Data(golden), Rows.Context())
                .ShouldBe(GoldenSamplers.Integers(golden["kept"]!), (string)golden["name"]!);
        }
    }

    [Fact]
    public void Too_few_rows_of_the_other_class_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.NearMiss(new() { NeighborCount = 5 })
            .Resample(Rows.Random(3, 100), Rows.Context())).Message.ShouldBe(
            "NearMiss needs at least 5 rows of the other class to find 5 neighbors, but the training data has 3. Lower NeighborCount or "
            + "use Resamplers.RandomUnder().");

    [Fact]
    public void A_version_that_does_not_exist_is_refused() =>
        Should.Throw<FraudMlException>(() => Resamplers.NearMiss(new() { Version = (NearMissVersion)4 })).Problems
            .ShouldBe(["Version must be in [1, 3]. Got 4 instead."]);
}
