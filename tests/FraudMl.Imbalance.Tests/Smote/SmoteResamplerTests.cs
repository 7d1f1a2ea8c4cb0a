namespace FraudMl.Tests;

public sealed class SmoteResamplerTests
{
    [Fact]
    public void Smote_keeps_the_majority_rows_untouched()
    {
        TrainingData data = Rows.Random(frauds: 30, legitimate: 300);
        TrainingData resampled = Resamplers.Smote().Resample(data, Rows.Context()).Data;
        resampled.Labels.ToArray().Count(fraud => !fraud).ShouldBe(300);
        resampled.Matrix.Values.ToArray().Take(330 * 4).ShouldBe(data.Matrix.Values.ToArray());
    }

    [Fact]
    public void A_synthetic_row_lies_where_its_origin_says()
    {
        TrainingData data = Rows.Random(frauds: 30, legitimate: 300) with { Weights = Enumerable.Range(0, 330).Select(row => row + 1f)
            .ToArray() };
        ResampledRows resampled = Resamplers.Smote().Resample(data, Rows.Context());
        for (int row = 330; row < resampled.Data.Labels.Length; row++)
        {
            RowOrigin origin = resampled.Origins.Span[row];
            origin.IsSynthetic.ShouldBeTrue();
            origin.Lambda.ShouldBeInRange(0f, 0.99999999f);
            data.Labels.Span[origin.Parent].ShouldBeTrue();
            data.Labels.Span[origin.Neighbor].ShouldBeTrue();
            resampled.Data.Weights.Span[row].ShouldBe(origin.Parent + 1f);
            for (int column = 0; column < 4; column++)
            {
                (double from, double to) = (data.Matrix.Row(origin.Parent)[column], data.Matrix.Row(origin.Neighbor)[column]);
                resampled.Data.Matrix.Row(row)[column].ShouldBe((float)(from + (origin.Lambda * (to - from))));
            }
        }
    }

    [Fact]
    public void Rows_between_two_points_are_the_golden_ones()
    {
        foreach (var golden in GoldenSamplers.Over("SMOTE", "interpolations"))
        {
            TrainingData data = GoldenSamplers.Data(golden);
            var row = new float[data.Matrix.ColumnCount];
            foreach (var expected in golden["interpolations"]!.AsArray())
            {
                SyntheticRows.Interpolate(data.Matrix,
                    new RowOrigin((int)expected!["base"]!, (int)expected["neighbour"]!, (float)(double)expected["u"]!), row);
                double[] values = GoldenSamplers.Doubles(expected["row"]!);
                for (int column = 0; column < row.Length; column++)
                    ((double)row[column]).ShouldBe(values[column], 1e-6 * Math.Max(1, Math.Abs(values[column])));
            }
        }
    }

    [Fact]
    public void Bases_neighbors_and_places_are_drawn_evenly()
    {
        TrainingData data = Rows.Random(frauds: 10, legitimate: 20_010);
        RowOrigin[] made = [.. Resamplers.Smote().Resample(data, Rows.Context()).Origins.ToArray().Where(origin => origin.IsSynthetic)];
        made.Length.ShouldBe(20_000);
        made.GroupBy(origin => origin.Parent).Select(group => group.Count()).ShouldAllBe(count => Math.Abs(count - 2000) < 200);
        made.GroupBy(origin => (origin.Parent, origin.Neighbor)).Count().ShouldBe(50);
        ((double)made.Average(origin => origin.Lambda)).ShouldBe(0.5, 0.02);
    }

    [Fact]
    public void Too_few_frauds_for_the_neighbors_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.Smote().Resample(Rows.Random(3, 100), Rows.Context())).Message.ShouldBe(
            "SMOTE needs at least 6 fraud rows to find 5 neighbors, but the training data has 3. Lower NeighborCount or use "
            + "Resamplers.RandomOver().");

    [Fact]
    public void Missing_values_are_explained_by_column()
    {
        var labels = new bool[60];
        labels.AsSpan(0, 12).Fill(true);
        TrainingData data = Rows.Of([.. labels.Select((_, row) => new[] { row, row % 7, row < 2 ? float.NaN : 1f })], labels);
        var error = Should.Throw<FraudMlException>(() => Resamplers.Smote().Resample(data, Rows.Context()));
        error.Message.ShouldBe("SMOTE measures distances and can't take missing or infinite values, and there are some in 'V3' (2 rows). "
            + "Impute first: add .Impute(…) before .Resample(…).");
        error.ColumnName.ShouldBe("V3");
    }

    [Fact]
    public void Missing_values_of_the_majority_do_not_matter()
    {
        var labels = new bool[60];
        labels.AsSpan(0, 12).Fill(true);
        TrainingData data = Rows.Of([.. labels.Select((fraud, row) => new[] { row, fraud ? 1f : float.NaN })], labels);
        Resamplers.Smote().Resample(data, Rows.Context()).Data.FraudCount.ShouldBe(48);
    }

    [Fact]
    public void The_smaller_class_is_made_up_even_when_frauds_are_the_larger()
    {
        ResampledRows resampled = Resamplers.Smote().Resample(Rows.Random(frauds: 90, legitimate: 10), Rows.Context());
        resampled.Data.FraudCount.ShouldBe(90);
        resampled.Data.Labels.Length.ShouldBe(180);
    }

    [Fact]
    public void Options_report_every_broken_rule() =>
        Should.Throw<FraudMlException>(() => Resamplers.Smote(new() { NeighborCount = 0, TargetRatio = 1.4 })).Message.ShouldBe(
            "The SmoteOptions are invalid:\n- NeighborCount must be at least 1. Got 0 instead.\n- TargetRatio must be in (0, 1]. Got "
            + "1.4 instead.");

    [Fact]
    public void A_cancelled_search_stops()
    {
        ResamplingContext context = Rows.Context() with { CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => Resamplers.Smote().Resample(Rows.Random(30, 300), context));
    }
}
