using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Imputation against scikit-learn, through a Dataset's 32-bit floats.</summary>
public sealed class ImputeGoldenTests
{
    public static TheoryData<string> Imputers => GoldenNumbers.Names("SimpleImputer");

    public static TheoryData<string> Neighbors => GoldenNumbers.Names("KNNImputer");

    [Theory]
    [MemberData(nameof(Imputers))]
    public void Impute_is_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        JsonNode options = golden["params"]!;
        GoldenNumbers.ShouldMatch(golden, new ImputeStep(Columns.Numbers, new ImputeOptions
        {
            With = (string)options["strategy"]! switch
            {
                "mean" => Imputation.Mean,
                "median" => Imputation.Median,
                "most_frequent" => Imputation.Mode,
                _ => Imputation.Constant,
            },
            Constant = options["fill_value"] is { } constant ? (double)constant : 0,
            AddIndicator = options["add_indicator"] is { } indicator && (bool)indicator,
            Empty = EmptyColumns.Drop,
        }), _ => true);
    }

    [Theory]
    [MemberData(nameof(Neighbors))]
    public void Impute_from_neighbours_is_scikit_learns(string name)
    {
        JsonObject golden = GoldenNumbers.Case(name);
        GoldenNumbers.ShouldMatch(golden, new ImputeStep(Columns.Numbers, new ImputeOptions
        {
            With = Imputation.NearestNeighbors,
            NeighborCount = (int)golden["params"]!["n_neighbors"]!,
            Weighting = (string)golden["params"]!["weights"]! == "uniform" ? NeighborWeighting.Uniform : NeighborWeighting.Distance,
        }), _ => true);
    }
}
