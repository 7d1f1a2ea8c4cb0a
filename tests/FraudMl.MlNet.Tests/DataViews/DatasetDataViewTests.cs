using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl.Tests;

public sealed class DatasetDataViewTests
{
    private static readonly Dataset Data = new(
    [
        new NumberColumn("x", [1.5f, float.NaN, 3]),
        new TextColumn("s", [1, TextDictionary.Missing, 0], new TextDictionary(["a", "b"])),
        new TimestampColumn("t", [10, 20, TimestampColumn.Missing]),
        new NumberColumn("Label", [0, 1, 0], ColumnRoles.Label),
    ]);

    [Fact]
    public void Ml_net_reads_numbers_texts_times_and_the_label()
    {
        var ml = new MLContext(seed: 1);

        Row[] rows = [.. ml.Data.CreateEnumerable<Row>(Data.AsDataView(), reuseRowObject: false)];

        rows.Select(row => row.x).ShouldBe([1.5f, float.NaN, 3]);
        rows.Select(row => row.s.ToString()).ShouldBe(["b", "", "a"]);
        rows.Select(row => row.t).ShouldBe([10, 20, TimestampColumn.Missing]);
        rows.Select(row => row.Label).ShouldBe([false, true, false]);
    }

    [Fact]
    public void An_ml_net_trainer_learns_from_a_dataset()
    {
        var ml = new MLContext(seed: 1);
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 3000, FraudRatio = 0.05 });
        string[] features = [.. data.Features.Select(column => column.Name).Where(name => name != "Time")];

        var model = ml.Transforms.Concatenate("Features", features)
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: "Class")).Fit(data.AsDataView());
        float[] scores = [.. model.Transform(data.AsDataView()).GetColumn<float>("Score")];

        Metrics.RocAuc.Compute(new ScoredRows(data.Labels, Array.ConvertAll(scores, score => (double)score),
            new() { Kind = ScoreKind.Margin })).ShouldBeGreaterThan(0.75);
    }

    [Fact]
    public void A_cursor_gives_only_what_was_asked_for()
    {
        IDataView view = Data.AsDataView();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["x"]]);

        cursor.IsColumnActive(view.Schema["s"]).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["s"]));
        Should.Throw<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["x"]));
        view.GetRowCount().ShouldBe(3);
    }

    private sealed class Row
    {
        public float x { get; set; }

        public ReadOnlyMemory<char> s { get; set; }

        public long t { get; set; }

        public bool Label { get; set; }
    }
}
