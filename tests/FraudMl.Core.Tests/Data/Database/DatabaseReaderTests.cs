using System.Data;
using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;

namespace FraudMl.Tests;

public sealed class DatabaseReaderTests
{
    [Fact]
    public void Sqlite_columns_are_read_by_the_values_that_they_hold()
    {
        // SQLite keeps 2.75 in a column that is declared decimal, and reports text for it.
        Dataset data = Query(
            "create table t (id integer, amount decimal(10, 2), at datetime, note text, flag boolean)",
            "insert into t values (1, 10, '2026-01-31 13:05:00', 'a', 1), (2, 2.75, '2026-01-31 13:05:01.5', null, 0)",
            "select *, id * 1000000000 as big, null as absent from t order by id",
            schema => schema.Timestamp("at").Key("id").Text("big"));

        data.Columns.Select(column => (column.Name, column.Kind)).ShouldBe(
        [
            ("id", ColumnKind.Text), ("amount", ColumnKind.Number), ("at", ColumnKind.Timestamp), ("note", ColumnKind.Text),
            ("flag", ColumnKind.Number),
            ("big", ColumnKind.Text), ("absent", ColumnKind.Number),
        ]);
        DatasetValues.Of(data["amount"]).ShouldBe([10f, 2.75f]);
        data.Timestamps.ToArray().ShouldBe([1_769_864_700_000_000, 1_769_864_701_500_000]);
        DatasetValues.Of(data["note"]).ShouldBe(["a", null]);
        DatasetValues.Of(data["big"]).ShouldBe(["1000000000", "2000000000"]);
    }

    [Fact]
    public void The_types_that_Npgsql_reports_become_columns()
    {
        using var table = new DataTable();
        (string Name, Type Type, object Value)[] columns =
        [
            ("bool", typeof(bool), true), ("int2", typeof(short), (short)-2), ("int4", typeof(int), 7),
            ("int8", typeof(long), 9_000_000_000L),
            ("float4", typeof(float), 0.1f), ("float8", typeof(double), 0.1), ("numeric", typeof(decimal), 19.99m),
            ("text", typeof(string), "ü"),
            ("char", typeof(char), 'c'), ("uuid", typeof(Guid), Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff")),
            ("date", typeof(DateOnly), new DateOnly(1970, 1, 2)),
            ("timestamp", typeof(DateTime), new DateTime(1970, 1, 1, 0, 0, 1, DateTimeKind.Unspecified)),
            ("timestamptz", typeof(DateTime), new DateTime(1970, 1, 1, 0, 0, 2, DateTimeKind.Utc)),
            ("timetz", typeof(DateTimeOffset), new DateTimeOffset(1970, 1, 1, 1, 0, 0, TimeSpan.FromHours(1))),
            ("time", typeof(TimeOnly), new TimeOnly(1, 0)), ("interval", typeof(TimeSpan), TimeSpan.FromSeconds(90.5)),
            ("inet", typeof(IPAddress), IPAddress.Loopback),
            ("oid", typeof(uint), 3u),
        ];
        foreach ((string name, Type type, _) in columns) table.Columns.Add(new System.Data.DataColumn(name, type));
        table.Rows.Add([.. columns.Select(column => column.Value)]);
        table.Rows.Add([.. columns.Select(_ => (object)DBNull.Value)]);
        using DbDataReader reader = table.CreateDataReader();

        Dataset data = Dataset.FromReader(reader, schema => schema.Key("int8"));

        data.Columns.Select(column => DatasetValues.Of(column)[0]).ShouldBe(
        [
            1f, -2f, 7f, "9000000000", 0.1f, 0.1f, 19.99f, "ü", "c", "6f9619ff-8b86-d011-b42d-00c04fc964ff", 86_400_000_000, 1_000_000L,
            2_000_000L, 0L, 3600f, 90.5f, "127.0.0.1", 3f,
        ]);
        data.Columns.Select(column => DatasetValues.Of(column)[1]).ShouldAllBe(
            value => value == null || value.Equals(float.NaN) || value.Equals(TimestampColumn.Missing));
    }

    [Fact]
    public void Mistakes_name_row_and_column()
    {
        Message("create table t (x integer)", "insert into t values (1), (9000000000)").ShouldBe(
            "query, row 2, column 'x': expected a number that 32 bits hold exactly (a key is read with schema.Text(\"x\"), an amount with "
            + "schema.Number(\"x\")).");
        Message("create table t (x blob)", "insert into t values (x'00')").ShouldBe(
            "query, column 'x': a Byte[] can't be a column. Leave it out of the query, or turn it into a number, a text or a time there.");
        Message("create table t (x integer)", "insert into t values (1)", "select x, x from t").ShouldBe(
            "query has two columns 'x'. Name them apart in the query: select a.x as …, b.x as …");
        Message("create table t (x integer)", "delete from t").ShouldBe("query has no rows.");
        Message("create table t (t text)", "insert into t values ('tomorrow')", schema: schema => schema.Timestamp("t")).ShouldBe(
            "query, row 1, column 't': expected an ISO 8601 date and time such as 2026-01-31 13:05:00 (another form is read "
            + "with schema.Timestamp(\"t\", format: \"…\")).");
    }

    [Fact]
    public void A_value_of_another_type_below_the_first_rows_is_a_bad_row() =>
        Message("create table t (x integer)", "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500) insert into "
            + "t select case i when 1200 then 'abc' else i end from n")
            .ShouldBe("query, row 1200, column 'x': expected a number (a column of texts is read with schema.Text(\"x\")).");

    private static string Message(string create, string insert, string select = "select * from t",
        Func<DatasetSchema, DatasetSchema>? schema = null) =>
        Should.Throw<FraudMlException>(() => Query(create, insert, select, schema)).Message;

    private static Dataset Query(string create, string insert, string select, Func<DatasetSchema, DatasetSchema>? schema = null)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"{create}; {insert}; {select}";
        using SqliteDataReader reader = command.ExecuteReader();
        return Dataset.FromReader(reader, schema);
    }
}
