using System.Text.Json.Nodes;

namespace FraudMl.Tests;

public sealed class SmoteNcResamplerTests
{
    private static readonly string[] Categories = ["V4", "V5"];

    [Fact]
    public void Neighbors_and_categories_are_the_golden_ones()
    {
        foreach (JsonObject golden in GoldenSamplers.Over("SMOTENC_DERIVED"))
        {
            OversamplingTask task = GoldenSamplers.Task(GoldenSamplers.Data(golden));
            CategoricalColumns columns = CategoricalColumns.Of(task.Matrix, Categories);
            MixedDistances mixed = MixedDistances.Of(task.Matrix, columns, task.Rows, task.Rows);
            mixed.MedianDeviation.ShouldBe((double)golden["median_std"]!, 1e-6);
            task.Rows.ShouldBe(GoldenSamplers.Integers(golden["minority_rows"]!));
            int k = (int)golden["params"]!["k_neighbors"]!;
            GoldenSamplers.RowsOf(task.Search(task.Rows, mixed.Matrix).Of(task.Rows, k))
                .ShouldBe(GoldenSamplers.Flat(golden["neighbours"]!));
            var votes = new CategoryVotes(task.Matrix, columns, task.Rows, task.Neighbors(task.Rows, task.Rows, k, mixed.Matrix));
            for (int i = 0; i < task.Rows.Length; i++)
            {
                for (int feature = 0; feature < columns.Count; feature++)
                    votes.Of(task.Rows[i], feature)
                        .ShouldBe([.. GoldenSamplers.Integers(golden["category_candidates"]![i]![feature]!).Select(value => (float)value)]);
            }
        }
    }

    [Fact]
    public void Made_up_rows_have_categories_that_exist()
    {
        JsonObject golden = GoldenSamplers.Over("SMOTENC_DERIVED").First();
        ResampledRows made = Resamplers.SmoteNc(new() { CategoricalColumns = Categories })
            .Resample(GoldenSamplers.Data(golden), Rows.Context());
        for (int row = 0; row < made.Data.Labels.Length; row++) new[] { 0f, 1f, 2f }.ShouldContain(made.Data.Matrix.Row(row)[3]);
    }

    [Fact]
    public void Features_without_categories_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.SmoteNc().Resample(Rows.Random(20, 100), Rows.Context())).Message.ShouldBe(
            "SMOTE-NC needs numbers and categories, and the features have 4 columns of numbers and 0 categorical ones. Name "
            + "CategoricalColumns, or use Resamplers.Smote().");
}
