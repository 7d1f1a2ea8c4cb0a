namespace FraudMl.Tests;

public sealed class CsvQuarantineTests : IDisposable
{
    private const string Rows = "V1,name,Class\n1,a,0\nx,b,0\n2,c,7\n3,d\n4,\"e, \"\"f\"\"\",1\ny,g,0\n";
    private readonly TempFolder _folder = new();
    private QuarantineReport? _report;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bad_rows_are_set_aside_and_counted_by_reason()
    {
        string path = _folder.Write("a.csv", Rows);

        Dataset data = Read(path);

        ((NumberColumn)data["V1"]).Values.ToArray().ShouldBe([1f, 4f]);
        data.Labels.ToArray().ShouldBe([false, true]);
        QuarantineReport report = _report.ShouldNotBeNull();
        report.RowCount.ShouldBe(4);
        report.Path.ShouldBe($"{path}.rejected.csv");
        report.Reasons.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Value} {reason.Key}").ShouldBe(
        [
            "1 column 'Class': expected the label 0 or 1",
            "2 column 'V1': expected a number",
            "1 expected 3 fields as the header has, and found 2",
        ]);
    }

    [Fact]
    public void The_side_file_holds_line_column_reason_and_the_record_as_it_stood()
    {
        string path = _folder.Write("a.csv", Rows + "z,\"h, \"\"i\"\"\",0\n");

        Read(path);

        File.ReadAllLines($"{path}.rejected.csv").ShouldBe(
        [
            "line,column,reason,record",
            "3,V1,expected a number,\"x,b,0\"",
            "4,Class,expected the label 0 or 1,\"2,c,7\"",
            "5,,\"expected 3 fields as the header has, and found 2\",\"3,d\"",
            "7,V1,expected a number,\"y,g,0\"",
            "8,V1,expected a number,\"z,\"\"h, \"\"\"\"i\"\"\"\"\"\",0\"",
        ]);
        Dataset.FromCsv($"{path}.rejected.csv", schema => schema.Text("column").Text("record")).RowCount.ShouldBe(5);
    }

    [Fact]
    public void Without_bad_rows_there_is_no_side_file_and_no_report()
    {
        string path = _folder.Write("a.csv", "V1,Class\n1,0\n");

        Read(path);

        _report.ShouldBeNull();
        File.Exists($"{path}.rejected.csv").ShouldBeFalse();
    }

    [Fact]
    public void When_no_row_is_left_the_error_says_where_they_are()
    {
        string path = _folder.Write("a.csv", "V1,Class\n1,5\n1,6\n");

        Should.Throw<FraudMlException>(() => Read(path, new() { QuarantinePath = _folder["bad.csv"] })).Message
            .ShouldBe($"a.csv has no usable row: all 2 were set aside in {_folder["bad.csv"]}.");
    }

    private Dataset Read(string path, CsvOptions? options = null) => Dataset.FromCsv(
        path, schema => schema.Number("V1").Label("Class"),
        (options ?? new CsvOptions()) with { BadRows = BadRows.Quarantine, OnQuarantine = report => _report = report });
}
