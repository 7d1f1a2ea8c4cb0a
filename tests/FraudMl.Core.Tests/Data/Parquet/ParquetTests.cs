using Parquet;
using Parquet.Schema;

namespace FraudMl.Tests;

public sealed class ParquetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_of_other_writers_are_read_by_their_types()
    {
        var schema = new ParquetSchema(
            new DataField<long>("id"), new DataField<double?>("amount"), new DataField("price", typeof(decimal), isNullable: true), new DataField<bool>("y"),
            new DataField<string>("city"), new DataField<DateTime>("at"), new DataField<DateOnly>("born"), new DataField<short>("hour"));
        await using (FileStream file = File.Create(_folder["a.parquet"]))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file))
        {
            for (int group = 0; group < 2; group++)
            {
                using ParquetRowGroupWriter rows = writer.CreateRowGroup();
                DataField[] fields = schema.GetDataFields();
                await rows.WriteAsync<long>(fields[0], new[] { 2_291_163_933_867_244L + group, 5 }.AsMemory());
                await rows.WriteAsync<double>(fields[1], new double?[] { 1.1, null }.AsMemory());
                await rows.WriteAsync<decimal>(fields[2], new decimal?[] { null, 19.99m }.AsMemory());
                await rows.WriteAsync<bool>(fields[3], new[] { true, false }.AsMemory());
                await rows.WriteAsync(fields[4], new[] { "Köln", null! });
                await rows.WriteAsync<DateTime>(fields[5], new[] { DateTime.UnixEpoch.AddSeconds(1.5), DateTime.UnixEpoch }.AsMemory());
                await rows.WriteAsync<DateOnly>(fields[6], new[] { new DateOnly(1970, 1, 2), new DateOnly(1970, 1, 1) }.AsMemory());
                await rows.WriteAsync<short>(fields[7], new short[] { 23, (short)group }.AsMemory());
                rows.CompleteValidate();
            }
        }

        Dataset data = Dataset.FromParquet(_folder["a.parquet"], given => given.Label("y").Timestamp("at").Key("id"));

        data.Name.ShouldBe("a.parquet");
        data.Labels.ToArray().ShouldBe([true, false, true, false]);
        data.Timestamps.ToArray().ShouldBe([1_500_000, 0, 1_500_000, 0]);
        DatasetValues.Of(data["id"]).ShouldBe(["2291163933867244", "5", "2291163933867245", "5"]);
        DatasetValues.Of(data["amount"]).ShouldBe([1.1f, float.NaN, 1.1f, float.NaN]);
        DatasetValues.Of(data["price"]).ShouldBe([float.NaN, 19.99f, float.NaN, 19.99f]);
        DatasetValues.Of(data["city"]).ShouldBe(["Köln", null, "Köln", null]);
        DatasetValues.Of(data["born"]).ShouldBe([86_400_000_000, 0L, 86_400_000_000, 0L]);
        DatasetValues.Of(data["hour"]).ShouldBe([23f, 0f, 23f, 1f]);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_values_bit_for_bit()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 3000 });
        string path = _folder["b.parquet"];

        data.WriteParquet(path);

        Dataset again = Dataset.FromParquet(path, schema => schema.Label("Class").Timestamp("Time"));
        again.RowCount.ShouldBe(data.RowCount);
        again.Labels.ToArray().ShouldBe(data.Labels.ToArray());
        for (int i = 0; i < data.Columns.Count; i++)
        {
            again.Columns[i].Name.ShouldBe(data.Columns[i].Name);
            if (!data.Columns[i].Is(ColumnRoles.Timestamp)) DatasetValues.Of(again.Columns[i]).ShouldBe(DatasetValues.Of(data.Columns[i]));
        }
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        Message(_folder["no.parquet"]).ShouldBe($"There is no file '{_folder["no.parquet"]}'. Check the path.");
        Message(_folder.Path).ShouldBe($"'{_folder.Path}' is a directory, and a Parquet file was expected.");
        Message(_folder.Write("a.csv", "x,y\n1,2\n")).ShouldStartWith("a.csv can't be read as Parquet: ");
        var data = new Dataset([new NumberColumn("x", [1, 2, 3])]);
        data.WriteParquet(_folder["x.parquet"]);
        Message(_folder["x.parquet"], schema => schema.Label("x")).ShouldBe("x.parquet, row 2, column 'x': expected the label 0 or 1.");
        Message(_folder["x.parquet"], schema => schema.Label("Class")).ShouldBe("x.parquet has no column 'Class', which the schema names. Its columns are x.");
        Should.Throw<FraudMlException>(() => data.WriteParquet(_folder["no/x.parquet"])).Message.ShouldStartWith($"'{_folder["no/x.parquet"]}' can't be written.");
        await using (FileStream file = File.Create(_folder["l.parquet"]))
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(new DataField<int[]>("tags")), file))
        {
        }

        Message(_folder["l.parquet"]).ShouldBe("l.parquet, column 'tags': a list, map or structure can't be a column. Write the file without it, or leave it out with schema.Ignore(\"tags\").");
    }

    private static string Message(string path, Func<DatasetSchema, DatasetSchema>? schema = null) =>
        Should.Throw<FraudMlException>(() => Dataset.FromParquet(path, schema)).Message;
}
