using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Names a dataset that was read from a file: where it is, how it was read, what was done since, and what it held. Data, without any row.</summary>
/// <param name="Uri">The file, for example <c>file:///data/creditcard.csv</c>.</param>
/// <param name="Digest">What it held, as <c>dataset.Digest()</c> says it.</param>
public sealed record DatasetReference(string Uri, string Digest)
{
    /// <value>How the file was read.</value>
    public required DatasetReading Reading { get; init; }

    /// <value>What was done with the rows since, in order.</value>
    public IReadOnlyList<DatasetChange> Changes { get; init; } = [];

    /// <summary>Reads the dataset again and checks that it holds the same.</summary>
    /// <param name="path">Where the file is now; null for where it was. Default null.</param>
    /// <exception cref="FraudMlException">Thrown when the file isn't there, can't be read so, or holds something else than it did.</exception>
    public Dataset Open(string? path = null)
    {
        string file = path ?? new Uri(Uri).LocalPath;
        Dataset data = Changes.Aggregate(Reading.Read(file), (rows, change) => change switch
        {
            WindowsAdded added => rows.WithWindows([.. added.Windows]),
            TimeSplit split => Side(rows.SplitByTime(split.TestShare, split.Gap), split.IsTest),
            StratifiedSplit split => Side(rows.SplitStratified(split.TestShare, split.Seed), split.IsTest),
            EntitySplit split => Side(rows.SplitByEntity(split.Key, split.TestShare, split.Seed), split.IsTest),
            _ => throw new FraudMlException($"This FraudMl does not know how {change.GetType().Name} changes a dataset. Update the FraudMl packages."),
        });
        string digest = data.Digest();
        return digest == Digest ? data : throw new FraudMlException(
            $"{data.Name} has changed since it was referred to: its digest is {digest[..12]}…, and was {Short(Digest)}. Take the file as it was, or go on with Dataset.FromCsv or FromParquet and new results.");
    }

    /// <summary>Returns the reference as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReferenceJson.Default.DatasetReference);

    /// <summary>Reads a reference; nothing is opened.</summary>
    /// <param name="json">What <see cref="ToJson"/> returned.</param>
    /// <exception cref="FraudMlException">Thrown when it is none.</exception>
    public static DatasetReference FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReferenceJson.Default.DatasetReference) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new FraudMlException($"This is no dataset reference: it is not what ToJson writes, at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}.", e);
        }
    }

    private static Dataset Side((Dataset Train, Dataset Test) split, bool isTest) => isTest ? split.Test : split.Train;

    private static string Short(string digest) => digest.Length > 12 ? $"{digest[..12]}…" : digest;
}

/// <summary>How a file was read.</summary>
/// <param name="Format"><c>csv</c> or <c>parquet</c>.</param>
public sealed record DatasetReading(string Format)
{
    /// <value>The columns whose kind was given.</value>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();

    /// <value>The columns whose roles were given.</value>
    public IReadOnlyDictionary<string, ColumnRoles> Roles { get; init; } = new Dictionary<string, ColumnRoles>();

    /// <value>The units of numeric timestamps.</value>
    public IReadOnlyDictionary<string, TimeUnit> Units { get; init; } = new Dictionary<string, TimeUnit>();

    /// <value>The labels that mean fraud where they are not 1.</value>
    public IReadOnlyDictionary<string, string> Positives { get; init; } = new Dictionary<string, string>();

    /// <value>How CSV was read; null for Parquet.</value>
    public CsvOptions? Csv { get; init; }

    internal static DatasetReading Of(string format, DatasetSchema schema, CsvOptions? csv) => new(format)
    {
        Kinds = new SortedDictionary<string, ColumnKind>(schema.Kinds.ToDictionary(), StringComparer.Ordinal),
        Roles = new SortedDictionary<string, ColumnRoles>(schema.Roles.ToDictionary(), StringComparer.Ordinal),
        Units = schema.Units.ToDictionary(),
        Positives = schema.Positives.ToDictionary(),
        Csv = csv is null ? null : csv with { OnQuarantine = null, QuarantinePath = null },
    };

    internal Dataset Read(string path)
    {
        var schema = new DatasetSchema(Kinds, Roles, Units, Positives);
        return Format switch
        {
            "csv" => Dataset.From(new CsvSource(path, schema, Csv ?? new CsvOptions())),
            "parquet" => Dataset.From(new ParquetSource(path, schema)),
            _ => throw new FraudMlException($"A dataset reference is to csv or parquet. Got '{Format}' instead."),
        };
    }
}

/// <summary>Adds references to datasets.</summary>
public static class DatasetReferences
{
    extension(Dataset data)
    {
        /// <summary>
        /// Returns how to open this dataset again; null where it was not read from a CSV or Parquet file, or rows were taken by hand since.
        /// </summary>
        public DatasetReference? ToReference() => data.Origin is FileOrigin origin
            ? new DatasetReference(new Uri(Path.GetFullPath(origin.Path)).AbsoluteUri, data.Digest()) { Reading = origin.Reading, Changes = origin.Changes }
            : null;
    }
}

internal sealed record FileOrigin(string Path, DatasetReading Reading) : DatasetOrigin([]);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DatasetReference))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
