using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Stores;

/// <summary>A file of transactions, CSV or Parquet by its name.</summary>
internal static class TransactionFile
{
    public const string Help = "The transactions: CSV, also packed, or Parquet.";

    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a path may name several files.</summary>
    public static bool IsPattern(string path) => !File.Exists(path) && path.AsSpan().ContainsAny('*', '?');

    public static void Require(string path)
    {
        if (!File.Exists(path) && !IsPattern(path))
            throw new Refusal(ExitCode.BadInput, $"There is no file '{path}'.");
    }

    /// <summary>Reads a file by roles.</summary>
    public static Dataset Read(string path, Func<DatasetSchema, DatasetSchema> schema) => IsParquet(path)
        ? Dataset.FromParquet(path, schema)
        : Dataset.FromCsv(path, schema);

    /// <summary>Reads a file as a model needs it.</summary>
    public static Dataset Read(string path, FraudModel model) => IsParquet(path)
        ? Dataset.FromParquet(path, model)
        : Dataset.FromCsv(path, model);
}
