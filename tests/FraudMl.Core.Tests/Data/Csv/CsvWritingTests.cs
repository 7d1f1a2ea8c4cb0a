namespace FraudMl.Tests;

public sealed class CsvWritingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    public void What_is_written_reads_back_as_the_same_data(string name)
    {
        Func<DatasetSchema, DatasetSchema> schema = s => s.Label("y").Timestamp("t", TimeUnit.Milliseconds).Key("card");
        string path = _folder.Write("in.csv", "t,x,s,card,day,y\n1500.25,0.1,\"a, "
            + "\"\"b\"\"\",4000123412341234,2020-01-01,0\n,NaN,,,,1\n7,-1e-20, z ,5,1960-02-29T23:59:59.999999Z,1\n");
        Dataset data = Dataset.FromCsv(path, schema);

        data.WriteCsv(_folder[name]);
        Dataset again = Dataset.FromCsv(_folder[name], schema);

        again.Columns.Select(column => (column.Name, column.Kind, column.Roles))
            .ShouldBe(data.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
        for (int i = 0; i < data.Columns.Count; i++) DatasetValues.Of(again.Columns[i])
            .ShouldBe(DatasetValues.Of(data.Columns[i]), data.Columns[i].Name);
    }

    [Fact]
    public void Synthetic_transactions_read_back_bit_for_bit()
    {
        Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 3000 });

        data.WriteCsv(_folder["a.csv"]);
        Dataset again = Dataset.FromCsv(_folder["a.csv"], schema => schema.Label("Class").Timestamp("Time").Feature("Time"));

        for (int i = 0; i < data.Columns.Count; i++) DatasetValues.Of(again.Columns[i])
            .ShouldBe(DatasetValues.Of(data.Columns[i]), data.Columns[i].Name);
        again.Columns.Select(column => column.Roles).ShouldBe(data.Columns.Select(column => column.Roles));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Should.Throw<FraudMlException>(() => FeatureData.Rows(10).WriteCsv(_folder["no/a.csv"])).Message
            .ShouldBe($"'{_folder["no/a.csv"]}' can't be written. Check that its folder is there and may be written to.");
}
