using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Tests;

public sealed class ImputeTests
{
    private const float NaN = float.NaN;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void A_group_takes_its_own_median_and_one_without_values_the_median_of_all()
    {
        var data = new Dataset(
        [
            new NumberColumn("x", [1, 3, NaN, 10, NaN, NaN, 7, NaN]),
            new TextColumn("city", [0, 0, 0, 1, 1, 2, TextDictionary.Missing, TextDictionary.Missing], new TextDictionary(["a", "b", "c"])),
            new NumberColumn("label", new float[8], ColumnRoles.Label),
        ]);

        FeatureMatrix imputed = Fit(data, new ImputeOptions { With = Imputation.GroupMedian, GroupBy = "city" }).Matrix;

        imputed.Values.ToArray().ShouldBe([1, 3, 2, 10, 10, 5, 7, 7]);
    }

    [Fact]
    public void Indicators_stand_for_the_columns_that_training_has_missing_values_in()
    {
        var data = Numbers([1, NaN, 3], [4, 5, 6]);

        (FittedFeatures features, FeatureMatrix matrix) = Fit(data, new ImputeOptions { AddIndicator = true });

        features.Columns.Select(column => column.Name).ShouldBe(["x", "y", "x=(missing)"]);
        matrix.Values.ToArray().ShouldBe([1, 4, 0, 2, 5, 1, 3, 6, 0]);
    }

    [Theory]
    [InlineData(Imputation.Median)]
    [InlineData(Imputation.Mean)]
    [InlineData(Imputation.Mode)]
    [InlineData(Imputation.NearestNeighbors)]
    public void A_column_that_is_empty_in_training_is_filled_or_dropped(Imputation with)
    {
        var data = Numbers([NaN, NaN, NaN], [4, 5, 6]);

        Fit(data, new ImputeOptions { With = with, Constant = -1 }).Matrix.Values.ToArray().ShouldBe([-1, 4, -1, 5, -1, 6]);
        Fit(data, new ImputeOptions { With = with, Empty = EmptyColumns.Drop }).Matrix.Values.ToArray().ShouldBe([4, 5, 6]);
    }

    [Fact]
    public void Neighbours_are_looked_for_among_a_bounded_number_of_rows_drawn_by_the_seed()
    {
        var options = new ImputeOptions { With = Imputation.NearestNeighbors, MaximumDonorCount = 50 };
        float[][] Donors(int seed) => ((FittedNeighborImpute)FittedFeatures.Fit(
            [new ImputeStep(Columns.Numbers, options), new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], FeatureData.Rows(),
            new StepContext(seed, Folds.Stratified(2))).Features.Steps[0]).Donors;

        Donors(1).ShouldAllBe(column => column.Length == 50);
        Donors(1).ShouldBe(Donors(1));
        Donors(1).ShouldNotBe(Donors(2));
    }

    [Fact]
    public void A_row_at_distance_zero_decides_alone_when_neighbours_count_by_distance()
    {
        var data = Numbers([1, 1, 2, 1], [10, 20, 90, NaN]);

        FeatureMatrix imputed = Fit(data,
            new ImputeOptions { With = Imputation.NearestNeighbors, Weighting = NeighborWeighting.Distance }).Matrix;

        imputed.Row(3)[1].ShouldBe(15);
    }

    [Fact]
    public void A_group_column_goes_with_group_medians_only()
    {
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Impute("x", Imputation.GroupMedian)).Message
            .ShouldContain("GroupBy must name a text column for Imputation.GroupMedian. Got none instead.");
        Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Impute("x", new() { GroupBy = "city" })).Message
            .ShouldContain("GroupBy is used by Imputation.GroupMedian only. Got Imputation.Median instead.");
        Should.Throw<FraudMlException>(() =>
            Fit(Numbers([1], [2]), new ImputeOptions { With = Imputation.GroupMedian, GroupBy = "y" })).Message
            .ShouldBe("GroupBy of Impute(numbers, GroupMedian) needs Text columns, and 'y' is Number. Read it with schema.Text(\"y\").");
    }

    [Fact]
    public void A_model_saved_before_groups_and_indicators_existed_still_loads()
    {
        const string Saved =
            """{"step":"impute","inputs":[0],"adds":[{"kind":"Number","slot":1,"feature":{"name":"x","source":"x"}}],"values":[2]}""";

        var step = (FittedImpute)new ModelJson().Read<IFittedStep>(System.Text.Encoding.UTF8.GetBytes(Saved));

        step.Removes.ShouldBeEmpty();
        step.Values.ShouldBe([2]);
    }

    private static Dataset Numbers(float[] x, float[] y) =>
        new([new NumberColumn("x", x), new NumberColumn("y", y), new NumberColumn("label", new float[x.Length], ColumnRoles.Label)]);

    private static (FittedFeatures Features, FeatureMatrix Matrix) Fit(Dataset data, ImputeOptions options)
    {
        IFeatureStep[] steps = [new ImputeStep(Columns.Numbers, options), .. data.Has("city") ? new[] { new DropStep("city") } : []];
        return FittedFeatures.Fit(steps, data, new StepContext(1, Folds.Stratified(2)));
    }
}
