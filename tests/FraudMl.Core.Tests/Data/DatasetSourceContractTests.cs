using System.Data;
using Microsoft.Data.Sqlite;

namespace FraudMl.Tests;

/// <summary>What every source keeps; sources are found by reflection, and one that is not enrolled fails.</summary>
public sealed class DatasetSourceContractTests : IDisposable
{
    private static readonly Dictionary<Type, Func<TempFolder, Dataset, IDatasetSource>> Enrolled = new()
    {
        [typeof(CsvSource)] = (folder, data) =>
        {
            data.WriteCsv(folder["rows.csv"]);
            return new CsvSource(folder["rows.csv"], new DatasetSchema().Label("y").Timestamp("t").Key("card"), new CsvOptions());
        },
        [typeof(RowsSource<>)] = (_, _) => new RowsSource<Row>(
            [
                new(1.5f, "a, \"b\"", "4000123412341234", DateTime.UnixEpoch.AddMicroseconds(1_592_741_665_000_001), false),
                new(null, null, "5", null, true),
                new(-3e-20f, "ä\nö", "4000123412341234", DateTime.UnixEpoch, false),
            ],
            PropertyShape<Row>.Instance,
            new DatasetSchema().Label("y").Timestamp("t").Key("card")),
        [typeof(ParquetSource)] = (folder, data) =>
        {
            data.WriteParquet(folder["rows.parquet"]);
            return new ParquetSource(folder["rows.parquet"], new DatasetSchema().Label("y").Timestamp("t").Key("card"));
        },
        [typeof(DataViewSource)] = (_, data) =>
            new DataViewSource(data.AsDataView(), new DatasetSchema().Label("y").Timestamp("t", TimeUnit.Microseconds).Key("card"), "view"),
        [typeof(ReaderSource)] = (_, _) => new ReaderSource(SqliteRows, new DatasetSchema().Label("y").Timestamp("t").Key("card"), "query"),
    };

    private static readonly Dataset Original = new(
    [
        new NumberColumn("x", [1.5f, float.NaN, -3e-20f]),
        new TextColumn("s", [0, TextDictionary.Missing, 1], new TextDictionary(["a, \"b\"", "ä\nö"])),
        new TextColumn("card", [0, 1, 0], new TextDictionary(["4000123412341234", "5"]), ColumnRoles.Key),
        new TimestampColumn("t", [1_592_741_665_000_001, TimestampColumn.Missing, 0]),
        new NumberColumn("y", [0, 1, 0], ColumnRoles.Label),
    ]);

    private readonly TempFolder _folder = new();

    private static IEnumerable<string> Implementations =>
        typeof(IDatasetSource).Assembly.GetTypes().Concat(typeof(MlNetCatalog).Assembly.GetTypes()).Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IDatasetSource))).Select(type => type.Name);

    public static TheoryData<string> Sources => [.. Implementations];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_source_is_enrolled() => Enrolled.Keys.Select(type => type.Name).Order().ShouldBe(Implementations.Order());

    [Theory]
    [MemberData(nameof(Sources))]
    public void Names_kinds_roles_and_values_come_through_and_again_when_read_again(string source)
    {
        IDatasetSource opened = Open(source);
        for (int time = 0; time < 2; time++)
        {
            Dataset read = Dataset.From(opened);

            read.Columns.Select(column => (column.Name, column.Kind, column.Roles)).ShouldBe(Original.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
            for (int i = 0; i < read.Columns.Count; i++) DatasetValues.Of(read.Columns[i]).ShouldBe(DatasetValues.Of(Original.Columns[i]), read.Columns[i].Name);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Reading_stops_when_it_is_cancelled(string source) =>
        Should.Throw<OperationCanceledException>(() => Open(source).Read(new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_description_names_the_source_and_not_where_it_lies(string source)
    {
        Open(source).Description.ShouldNotBeNullOrWhiteSpace();
        Open(source).Description.ShouldNotContain(_folder.Path);
    }

    private static SqliteDataReader SqliteRows()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            create table rows (x real, s text, card integer, t text, y integer);
            insert into rows values (1.5, 'a, "b"', 4000123412341234, '2020-06-21 12:14:25.000001', 0), (null, null, 5, null, 1),
                (-3e-20, 'ä' || char(10) || 'ö', 4000123412341234, '1970-01-01', 0);
            select * from rows;
            """;
        return command.ExecuteReader(CommandBehavior.CloseConnection);
    }

    private IDatasetSource Open(string source) => Enrolled.Single(enrolled => enrolled.Key.Name == source).Value(_folder, Original);

    private sealed record Row(float? x, string? s, string card, DateTime? t, bool y);
}
