using Npgsql;

namespace FraudMl.Tests;

/// <summary>Npgsql against a server of its own; skipped, saying so, where PostgreSQL is not installed.</summary>
public sealed class PostgresTests
{
    [PostgresFact]
    public void A_query_on_a_real_server_reads_with_kinds_and_values()
    {
        using PostgresServer server = PostgresServer.Start();
        using NpgsqlConnection connection = server.Open();
        using var create = new NpgsqlCommand(
            """
            create table payments (id bigint, amount numeric(12, 2), score real, ratio double precision, channel varchar(8), note text, device uuid, ip inet,
                born date, at timestamptz, local_at timestamp, wait interval, opens time, small smallint, n int, data jsonb, is_fraud boolean not null);
            insert into payments values (2291163933867244, 19.99, 0.1, 0.1, 'web', 'ü', '6f9619ff-8b86-d011-b42d-00c04fc964ff', '10.0.0.7',
                '1970-01-02', '2026-01-31 14:05:00+01', '2026-01-31 13:05:00', '90.5 seconds', '01:00', -2, 7, '{"a": 1}', true);
            insert into payments select id + g, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false
                from payments, generate_series(1, 5000) g;
            """, connection);
        create.ExecuteNonQuery();
        using var query = new NpgsqlCommand("select * from payments order by id", connection);
        using NpgsqlDataReader reader = query.ExecuteReader();

        Dataset data = Dataset.FromReader(reader, schema => schema.Label("is_fraud").Timestamp("at").Key("id"), "payments");

        data.RowCount.ShouldBe(5001);
        data.FraudCount.ShouldBe(1);
        data.Timestamps[0].ShouldBe(1_769_864_700_000_000);
        data.Columns.Select(column => DatasetValues.Of(column)[0]).ShouldBe(
        [
            "2291163933867244", 19.99f, 0.1f, 0.1f, "web", "ü", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "10.0.0.7", 86_400_000_000,
            1_769_864_700_000_000, 1_769_864_700_000_000, 90.5f, 3600f, -2f, 7f, "{\"a\": 1}", 1f,
        ]);
        data.Columns.Skip(1).SkipLast(1).Select(column => DatasetValues.Of(column)[5000])
            .ShouldAllBe(value => value == null || value.Equals(float.NaN) || value.Equals(TimestampColumn.Missing));
    }
}

/// <summary>A test on a PostgreSQL server; skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresServer.IsInstalled) Skip = "No PostgreSQL is on the PATH.";
    }
}
