using AcmeFraud.Training;
#if (useSql)
using Microsoft.Data.Sqlite;
#endif
using Microsoft.Extensions.Configuration;

namespace AcmeFraud.Tests;

public class TransactionsTests
{
#if (useDatabricks)
    [Fact]
    public async Task A_missing_table_is_told()
    {
        FraudMlException told = await Assert.ThrowsAsync<FraudMlException>(() => LoadAsync(("Transactions:Table", "")));

        Assert.Contains("Transactions:Table", told.Message);
    }
#else
    [Fact]
    public async Task Transactions_are_read_as_the_sample_is()
    {
#if (useParquet)
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        Sample.Data.WriteParquet(file);

        Dataset read = await LoadAsync(("data", file));

        File.Delete(file);
#elseif (useSql)
        using var kept = new SqliteConnection("Data Source=sample;Mode=Memory;Cache=Shared");
        kept.Open();
        Fill(kept);

        Dataset read = await LoadAsync(
            ("Transactions:ConnectionString", kept.ConnectionString), ("Transactions:Query", "select * from transactions"));
#else
        Dataset read = await LoadAsync(("data", Sample.File));
#endif

        Assert.Equal(Sample.Data.RowCount, read.RowCount);
        Assert.Equal(Sample.Data.FraudCount, read.FraudCount);
    }
#endif
#if (useSql)

    private static void Fill(SqliteConnection connection)
    {
        string[] lines = File.ReadAllLines(Sample.File);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"create table transactions ({lines[0]}); "
            + $"insert into transactions values {string.Join(", ", lines.Skip(1).Select(line => $"({line})"))}";
        command.ExecuteNonQuery();
    }
#endif

    private static Task<Dataset> LoadAsync(params (string Key, string Value)[] settings) => Transactions.LoadAsync(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build(),
        seed: 1, CancellationToken.None);
}
