using System.Data;
using Microsoft.Data.Sqlite;

namespace FraudMl.Tests;

/// <summary>How the sources of Core are made for the contract, from rows in a folder.</summary>
internal static class EnrolledSources
{
    public static IReadOnlyDictionary<Type, Func<TempFolder, Dataset, IDatasetSource>> All { get; } =
        new Dictionary<Type, Func<TempFolder, Dataset, IDatasetSource>>
    {
        [typeof(CsvSource)] = (folder, data) =>
        {
            data.WriteCsv(folder["rows.csv"]);
            return new CsvSource(
                [folder["rows.csv"]], ReadingPlan.Of(new DatasetSchema().Label("y").Timestamp("t").Key("card")), new CsvOptions());
        },
        [typeof(RowsSource<>)] = (_, _) => new RowsSource<Row>(
            [
                new(1.5f, "a, \"b\"", "4000123412341234", DateTime.UnixEpoch.AddMicroseconds(1_592_741_665_000_001), false),
                new(null, null, "5", null, true),
                new(-3e-20f, "ä\nö", "4000123412341234", DateTime.UnixEpoch, false),
            ],
            FraudRow.Shape<Row>(),
            new DatasetSchema().Label("y").Timestamp("t").Key("card")),
        [typeof(ParquetSource)] = (folder, data) =>
        {
            data.WriteParquet(folder["rows.parquet"]);
            return new ParquetSource(
                [folder["rows.parquet"]], ReadingPlan.Of(new DatasetSchema().Label("y").Timestamp("t").Key("card")), new());
        },
        [typeof(ReaderSource)] = (_, _) => new ReaderSource(SqliteRows, new DatasetSchema().Label("y").Timestamp("t").Key("card"), "query"),
    };

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

    private sealed record Row(float? x, string? s, string card, DateTime? t, bool y);
}
