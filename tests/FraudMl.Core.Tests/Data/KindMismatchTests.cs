namespace FraudMl.Tests;

/// <summary>Files to score that show less than the training data did.</summary>
public sealed class KindMismatchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_column_that_is_empty_in_one_file_is_missing_there()
    {
        FraudModel model = Model();
        Dataset empty = Dataset.FromCsv(_folder.Write("b.csv", "Amount,City,Zip,At\n3,,4,2026-01-01\n4,,5,2026-01-02\n"));

        empty["City"].Kind.ShouldBe(ColumnKind.Number);
        model.Score(empty).ShouldBe([model.Score(Row(3, null, 4, "2026-01-01")), model.Score(Row(4, null, 5, "2026-01-02"))]);
        model.Transform(empty).RowCount.ShouldBe(2);
        model.Explain(empty, top: 1).Count.ShouldBe(2);
    }

    [Fact]
    public void A_number_or_time_column_that_is_empty_fits_too()
    {
        FraudModel model = Model();
        Dataset texts = new([
            new TextColumn("Amount", [TextDictionary.Missing], new TextDictionary([])), new TextColumn("City", [0], new TextDictionary(["Paris"])),
            new TimestampColumn("Zip", [TimestampColumn.Missing], ColumnRoles.Feature), new NumberColumn("At", [float.NaN])]);

        model.Score(texts).ShouldBe([model.Score(Row(null, "Paris", null, null))]);
    }

    [Fact]
    public void A_column_of_another_kind_is_told_with_the_call_that_mends_it()
    {
        FraudMlException error = Should.Throw<FraudMlException>(() => Model().Score(Dataset.FromCsv(_folder.Write("c.csv", "Amount,City,Zip,At\n3,5,01234,17\n"))));

        error.Problems.ShouldBe(
        [
            "Column 'City' was Text in training and is Number here. Read it with schema.Text(\"City\").",
            "Column 'Zip' was Number in training and is Text here. Read it with schema.Number(\"Zip\").",
            "Column 'At' was Timestamp in training and is Number here. Write it as date and time such as 2026-01-31 13:05:00, or read it with schema.Timestamp(\"At\").Feature(\"At\").",
        ]);
        Model().Score(Dataset.FromCsv(_folder["c.csv"], schema => schema.Text("City").Number("Zip").Ignore("At"))
            .WithColumn(new TimestampColumn("At", [17], ColumnRoles.Feature))).Length.ShouldBe(1);
    }

    private static Dictionary<string, object?> Row(double? amount, string? city, double? zip, string? at) => new() { ["Amount"] = amount, ["City"] = city, ["Zip"] = zip, ["At"] = at };

    private FraudModel Model()
    {
        string path = _folder.Write("a.csv", "Amount,City,Zip,At,Class\n" + string.Concat(Enumerable.Range(0, 120).Select(i =>
            $"{i % 17},{(i % 3 == 0 ? "Paris" : i % 7 == 0 ? "" : "Rome")},{i % 5},2026-01-{(i % 28) + 1:00} {i % 24:00}:00,{(i % 5 == 0 ? 1 : 0)}\n")));
        return new FraudPipelineBuilder().Impute(Columns.Numbers).OneHot("City").Calendar("At").Impute(Columns.Numbers).Train(Trainers.LogisticRegression()).Build()
            .Fit(Dataset.FromCsv(path, schema => schema.Label("Class")));
    }
}

file static class Replacing
{
    public static Dataset WithColumn(this Dataset data, DataColumn column) =>
        new([.. data.Columns.Where(other => other.Name != column.Name), column]);
}
