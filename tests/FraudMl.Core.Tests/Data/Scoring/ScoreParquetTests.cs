using Parquet;
using Parquet.Schema;

namespace FraudMl.Tests;

/// <summary>Parquet files that are scored row group by row group, and CSV to Parquet and back.</summary>
public sealed class ScoreParquetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 1 << 20)]
    [InlineData(false, 100)]
    [InlineData(true, 128)]
    public void Scores_are_those_of_the_data_set_to_the_bit_and_columns_stay_as_they_are(bool hasWindows, int rowGroup)
    {
        Dataset data = ScoredPayments.Read(_folder.Write("a.csv", ScoredPayments.Csv(700)));
        FraudModel model = ScoredPayments.Fit(hasWindows ? data.WithWindows(ScoredPayments.Windows) : data);
        DatasetParquetWriter.Write(data, _folder["a.parquet"], rowGroup);
        Dataset read = Dataset.FromParquet(_folder["a.parquet"], model);
        double[] expected = model.Score(read);
        List<int> told = [];

        ScoredFile scored = model.ScoreFile(_folder["a.parquet"], _folder["out.parquet"], progress: told.Add);
        model.ScoreFile(_folder["a.parquet"], _folder["out.csv"]);

        scored.ShouldBe(new ScoredFile(_folder["out.parquet"], 700, model.Decide(read).Count(flag => flag)));
        told.Count.ShouldBe((700 + rowGroup - 1) / rowGroup);
        Doubles(_folder["out.parquet"], "fraud_probability").ShouldBe(expected);
        Dataset plain = Dataset.FromParquet(_folder["a.parquet"]), written = Dataset.FromParquet(_folder["out.parquet"]);
        written.Columns.Select(column => column.Name).ShouldBe(
            [.. plain.Columns.Select(column => column.Name), "fraud_probability", "fraud_decision"]);
        foreach (DataColumn column in plain.Columns) DatasetValues.Of(written[column.Name]).ShouldBe(DatasetValues.Of(column));
        Dataset csv = Dataset.FromCsv(_folder["out.csv"], schema => schema.Text("fraud_probability").Text("card"));
        DatasetValues.Of(csv["fraud_probability"]).Cast<string>().Select(text => double.Parse(text)).ShouldBe(expected);
        foreach (string name in new[] { "city", "amount", "at" })
            DatasetValues.Of(csv[name]).ShouldBe(DatasetValues.Of(plain[name]));
    }

    [Fact]
    public void CSV_becomes_Parquet_of_the_texts_that_stood_there()
    {
        FraudModel model = Model();
        string path = _folder.Write("b.csv", "city;id;amount;fraud_probability\n\"NA\";\"a;b\";1,5;old\nRome;x;;\"\"\n");

        model.ScoreFile(path, _folder["out.parquet"], new() { ChunkRowCount = 1 }).RowCount.ShouldBe(2);

        Doubles(_folder["out.parquet"], "fraud_probability#2").ShouldBe(model.Score(Dataset.FromCsv(path, model)));
        Dataset written = Dataset.FromParquet(_folder["out.parquet"]);
        DatasetValues.Of(written["city"]).ShouldBe(["NA", "Rome"]);
        DatasetValues.Of(written["amount"]).ShouldBe(["1,5", null]);
        DatasetValues.Of(written["id"]).ShouldBe(["a;b", "x"]);
    }

    [Fact]
    public void Some_columns_are_kept_in_the_order_asked_for()
    {
        FraudModel model = Model();
        ScoredPayments.Read(_folder["train.csv"]).WriteParquet(_folder["a.parquet"]);

        model.ScoreFile(_folder["a.parquet"], _folder["out.parquet"], new() { Keep = ["spare", "card"] });
        model.ScoreFile(_folder["a.parquet"], _folder["none.parquet"], new() { Keep = [] });

        Dataset.FromParquet(_folder["out.parquet"]).Columns.Select(column => column.Name)
            .ShouldBe(["spare", "card", "fraud_probability", "fraud_decision"]);
        Dataset.FromParquet(_folder["none.parquet"]).Columns.Count.ShouldBe(2);
        Message(model, "a.parquet", new() { Keep = ["di"] }).ShouldContain("has no column 'di', which ScoreFileOptions.Keep names");
        Message(model, "a.parquet", new() { Parquet = new() { MaximumRowCount = 9 } })
            .ShouldContain("Raise ParquetReadingOptions.MaximumRowCount");
    }

    [Fact]
    public async Task Types_that_no_dataset_has_pass_through()
    {
        FraudModel model = Model();
        DataField[] fields = [new DataField<string>("city"), new DecimalDataField("amount", 10, 2), new DataField<long?>("key"),
            new DataField<byte[]>("raw"), new DateTimeDataField("day", DateTimeFormat.Date),
            new DataField<double>("exact"), new DataField<bool?>("is")];
        await using (FileStream file = File.Create(_folder["a.parquet"]))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await rows.WriteAsync(fields[0], ["Rome", null!]);
            await rows.WriteAsync<decimal>(fields[1], new decimal[] { 12.34m, 5m });
            await rows.WriteAsync<long>(fields[2], new long?[] { long.MaxValue, null });
            await rows.WriteAsync(fields[3], [new byte[] { 255, 0 }, new byte[] { 254 }]);
            await rows.WriteAsync<DateTime>(fields[4], new DateTime[] { new(2026, 1, 2), new(1969, 1, 2) });
            await rows.WriteAsync<double>(fields[5], new[] { 0.1, double.NaN });
            await rows.WriteAsync<bool>(fields[6], new bool?[] { true, null });
        }

        model.ScoreFile(_folder["a.parquet"], _folder["b.parquet"]);
        model.ScoreFile(_folder["b.parquet"], _folder["c.csv"], new() { Keep = ["key", "amount", "day", "exact", "is"] });

        string[] lines = await File.ReadAllLinesAsync(_folder["c.csv"]);
        lines[1].ShouldStartWith("9223372036854775807,12.34,2026-01-02,0.1,true,");
        lines[2].ShouldStartWith(",5.00,1969-01-02,,,");
        Message(model, "b.parquet", null, "d.csv").ShouldContain("bytes that are no text in UTF-8");
    }

    [Fact]
    public void What_is_damaged_missing_or_empty_is_told_and_no_row_is_no_error()
    {
        FraudModel model = Model();
        Dataset data = ScoredPayments.Read(_folder["train.csv"]);
        DatasetParquetWriter.Write(data, _folder["a.parquet"], 50);
        byte[] bytes = File.ReadAllBytes(_folder["a.parquet"]);
        bytes.AsSpan(bytes.Length / 3, 200).Fill(0xA5);
        _folder.Write("bad.parquet", bytes);
        _folder.Write("text.parquet", "no Parquet at all");
        new Dataset([.. data.Columns.Where(column => column.Name != "amount")]).WriteParquet(_folder["less.parquet"]);
        data.Head(0).WriteParquet(_folder["none.parquet"]);
        _folder.Write("none.csv", "city;amount\n");

        Message(model, "bad.parquet").ShouldContain("bad.parquet, row group ");
        Message(model, "text.parquet").ShouldContain("text.parquet can't be read as Parquet");
        Message(model, "less.parquet").ShouldContain("less.parquet has no column 'amount', which the model needs");
        File.Exists(_folder["out.parquet"]).ShouldBeFalse();
        foreach (string from in new[] { "none.parquet", "none.csv" })
        {
            foreach (string to in new[] { "empty.parquet", "empty.csv" })
                model.ScoreFile(_folder[from], _folder[to]).RowCount.ShouldBe(0);
            File.ReadAllText(_folder["empty.csv"])
                .ShouldEndWith("fraud_probability" + (from == "none.csv" ? ";" : ",") + "fraud_decision\n");
        }

        if (File.Exists("/dev/full"))
            Message(model, "a.parquet", null, "/dev/full").ShouldStartWith("'/dev/full' can't be written: No space left on device");
    }

    private FraudModel Model() => ScoredPayments.Fit(ScoredPayments.Read(_folder.Write("train.csv", ScoredPayments.Csv(200))));

    private string Message(FraudModel model, string name, ScoreFileOptions? options = null, string output = "out.parquet") =>
        Should.Throw<FraudMlException>(() => model.ScoreFile(_folder[name], Path.Combine(_folder.Path, output), options)).Message;

    internal static double[] Doubles(string path, string column)
    {
        List<double> all = [];
        return Task.Run(async () =>
        {
            await using FileStream file = File.OpenRead(path);
            await using ParquetReader reader = await ParquetReader.CreateAsync(file);
            DataField field = reader.Schema.GetDataFields().Single(field => field.Name == column);
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
                var values = new double[rows.RowCount];
                await rows.ReadAsync<double>(field, values.AsMemory());
                all.AddRange(values);
            }

            return all.ToArray();
        }).GetAwaiter().GetResult();
    }
}
