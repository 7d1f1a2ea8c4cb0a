#if (useSql)
using System.Data.Common;
using Microsoft.Data.Sqlite;
#endif
using Microsoft.Extensions.Configuration;

namespace AcmeFraud.Training;

/// <summary>Where the transactions come from.</summary>
public static class Transactions
{
    /// <summary>Says what the columns are; change it to your own.</summary>
    public static DatasetSchema Schema(DatasetSchema schema) =>
        schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time");

#if (useGenerated)
    /// <summary>Reads the CSV file that <c>--data</c> names; without one, returns generated transactions.</summary>
    public static Task<Dataset> LoadAsync(IConfiguration settings, int seed, CancellationToken stopping)
    {
        if (settings["data"] is { Length: > 0 } file) return Task.FromResult(Dataset.FromCsv(file, Schema));
        Console.WriteLine("No --data was given: these transactions are generated, and their figures say nothing about real fraud.");
        return Task.FromResult(SyntheticTransactions.CreditCard(new() { RowCount = 20_000, Seed = seed }));
    }
#elseif (useCsv)
    /// <summary>Reads the CSV file that <c>--data</c> names.</summary>
    public static Task<Dataset> LoadAsync(IConfiguration settings, int seed, CancellationToken stopping) =>
        settings["data"] is { Length: > 0 } file
            ? Task.FromResult(Dataset.FromCsv(file, Schema))
            : throw new FraudMlException("Name the CSV file of the transactions with --data FILE.");
#elseif (useParquet)
    /// <summary>Reads the Parquet file that <c>--data</c> names.</summary>
    public static Task<Dataset> LoadAsync(IConfiguration settings, int seed, CancellationToken stopping) =>
        settings["data"] is { Length: > 0 } file
            ? Task.FromResult(Dataset.FromParquet(file, Schema))
            : throw new FraudMlException("Name the Parquet file of the transactions with --data FILE.");
#elseif (useSql)
    /// <summary>Reads what <c>Transactions:Query</c> selects from the database of <c>Transactions:ConnectionString</c>.</summary>
    /// <remarks>For another database reference its ADO.NET provider instead of Microsoft.Data.Sqlite, and make its connection here, such
    /// as <c>new NpgsqlConnection(…)</c>.</remarks>
    public static async Task<Dataset> LoadAsync(IConfiguration settings, int seed, CancellationToken stopping)
    {
        await using DbConnection connection = new SqliteConnection(Setting(settings, "Transactions:ConnectionString"));
        try
        {
            await connection.OpenAsync(stopping);
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = Setting(settings, "Transactions:Query");
            await using DbDataReader reader = await command.ExecuteReaderAsync(stopping);
            return Dataset.FromReader(reader, Schema, "transactions");
        }
        catch (DbException refused)
        {
            throw new FraudMlException($"The transactions can't be read from '{connection.DataSource}': {refused.Message.TrimEnd('.')}. "
                + "Set Transactions:ConnectionString and Transactions:Query in appsettings.json.", refused);
        }
    }
#else
    /// <summary>Reads the table <c>Transactions:Table</c> through the warehouse and log-in of the DATABRICKS_* environment variables, or
    /// of a profile.</summary>
    public static Task<Dataset> LoadAsync(IConfiguration settings, int seed, CancellationToken stopping) =>
        Dataset.FromDatabricksAsync(Setting(settings, "Transactions:Table"), Schema, cancellationToken: stopping);
#endif
#if (useSql || useDatabricks)

    private static string Setting(IConfiguration settings, string key) => settings[key] is { Length: > 0 } value
        ? value
        : throw new FraudMlException($"Set {key} in appsettings.json, by --{key} or by the environment variable {key.Replace(":", "__")}.");
#endif
}
