using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Names a dataset: what it held, and where it was read from a file, how to open it again. Data, without any row.</summary>
/// <param name="Uri">The file, for example <c>file:///data/creditcard.csv</c>; null where the dataset can't be opened again.</param>
/// <param name="Digest">What it held, as <c>dataset.Digest()</c> says it.</param>
public sealed record DatasetReference(string? Uri, [property: JsonRequired] string Digest)
{
    /// <value>How the file was read; null where the dataset can't be opened again.</value>
    public DatasetReading? Reading { get; init; }

    /// <value>What was done with the rows since, in order.</value>
    public IReadOnlyList<DatasetChange> Changes { get; init; } = [];

    /// <value>Whether it says where the dataset was read from.</value>
    [JsonIgnore]
    public bool CanOpen => Uri is not null && Reading is not null;

    /// <summary>Reads the dataset again and checks that it holds the same.</summary>
    /// <param name="path">Where the file is now, several by <c>*</c> and <c>?</c>; null for where it was. Default null.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when it can't be opened again, the file isn't there, can't be read so, or holds something else than it did.
    /// </exception>
    public Dataset Open(string? path = null)
    {
        if (!CanOpen)
        {
            throw new FraudMlException(
                $"The dataset {Short(Digest)} can't be opened again: it was not read from a CSV or Parquet file, or its rows were taken "
                + $"by hand. Give the dataset itself.");
        }

        string[] files = path is null ? [LocalPath(Uri!), .. Reading!.Further.Select(LocalPath)] : DataFiles.Of([path]);
        Dataset data = Changes.Aggregate(Reading!.Read(files), (rows, change) => change switch
        {
            WindowsAdded added => rows.WithWindows([.. added.Windows]),
            TimeSplit split => Side(rows.SplitByTime(split.TestShare, split.Gap), split.IsTest),
            StratifiedSplit split => Side(rows.SplitStratified(split.TestShare, split.Seed), split.IsTest),
            EntitySplit split => Side(rows.SplitByEntity(split.Key, split.TestShare, split.Seed), split.IsTest),
            _ => throw new FraudMlException(
                $"This FraudMl does not know how {change.GetType().Name} changes a dataset. Update the FraudMl packages."),
        });
        string digest = data.Digest();
        return digest == Digest ? data : throw new FraudMlException(
            $"{data.Name} has changed since it was referred to: its digest is {Short(digest)}, and was {Short(Digest)}. "
            + "Take the file as it was, or go on with Dataset.FromCsv or FromParquet and new results.");
    }

    /// <summary>Returns the dataset when it is the one that is referred to.</summary>
    /// <param name="data">The dataset.</param>
    /// <exception cref="FraudMlException">Thrown when it holds something else.</exception>
    public Dataset Require(Dataset data)
    {
        string digest = data.Digest();
        return digest == Digest ? data : throw new FraudMlException(
            $"{data.Name} is not the dataset that is referred to: its digest is {Short(digest)}, and {Short(Digest)} is needed. "
            + "Give the same rows in the same order, with the same roles.");
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
            throw new FraudMlException($"This is no dataset reference: it is not what ToJson writes, at {e.Path ?? "$"}, "
                + $"line {(e.LineNumber ?? 0) + 1}.", e);
        }
    }

    private static Dataset Side((Dataset Train, Dataset Test) split, bool isTest) => isTest ? split.Test : split.Train;

    private static string LocalPath(string uri) => System.Uri.TryCreate(uri, UriKind.Absolute, out Uri? file) && file.IsFile
        ? file.LocalPath
        : throw new FraudMlException($"'{uri}' is no file that a dataset can be read from. Say where it is by Open(path), or give the "
            + $"dataset itself.");

    private static string Short(string digest) => digest.Length > 12 ? $"{digest[..12]}…" : digest;

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
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

    /// <value>The formats of times where they are not ISO 8601.</value>
    public IReadOnlyDictionary<string, string> Formats { get; init; } = new Dictionary<string, string>();

    /// <value>How CSV was read; null for Parquet.</value>
    public CsvOptions? Csv { get; init; }

    /// <value>How Parquet was read; null for CSV.</value>
    public ParquetReadingOptions? Parquet { get; init; }

    internal static DatasetReading Of(
        string format, DatasetSchema schema, CsvOptions? csv, ParquetReadingOptions? parquet = null) => new(format)
    {
        Kinds = new SortedDictionary<string, ColumnKind>(schema.Kinds.ToDictionary(), StringComparer.Ordinal),
        Roles = new SortedDictionary<string, ColumnRoles>(schema.Roles.ToDictionary(), StringComparer.Ordinal),
        Units = schema.Units.ToDictionary(),
        Positives = schema.Positives.ToDictionary(),
        Formats = schema.Formats.ToDictionary(),
        Parquet = parquet,
        Csv = csv is null ? null : csv with { OnQuarantine = null, QuarantinePath = null },
    };

    /// <value>The files that were read behind the first one, in order.</value>
    public IReadOnlyList<string> Further { get; init; } = [];

    internal Dataset Read(IReadOnlyList<string> files)
    {
        var schema = new DatasetSchema(Kinds, Roles, Units, Positives, Formats);
        return Format switch
        {
            "csv" => Dataset.From(new CsvSource(files, ReadingPlan.Of(schema), Csv ?? new CsvOptions())),
            "parquet" => Dataset.From(new ParquetSource(files, ReadingPlan.Of(schema), Parquet ?? new ParquetReadingOptions())),
            _ => throw new FraudMlException($"A dataset reference is to csv or parquet. Got '{Format}' instead."),
        };
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>Adds references to datasets.</summary>
public static class DatasetReferences
{
    extension(Dataset data)
    {
        /// <summary>
        /// Returns what names this dataset; it can be opened again where it was read from a CSV or Parquet file, and no
        /// rows were taken by hand since.
        /// </summary>
        public DatasetReference ToReference() => data.Origin is FileOrigin origin
            ? new(UriOf(origin.Files[0]), data.Digest())
            {
                Reading = origin.Reading with { Further = [.. origin.Files.Skip(1).Select(UriOf)] },
                Changes = origin.Changes,
            }
            : new(null, data.Digest());
    }

    private static string UriOf(string file) => new Uri(Path.GetFullPath(file)).AbsoluteUri;
}

internal sealed record FileOrigin(IReadOnlyList<string> Files, DatasetReading Reading) : DatasetOrigin([]);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DatasetReference))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
