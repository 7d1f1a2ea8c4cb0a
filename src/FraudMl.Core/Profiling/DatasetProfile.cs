using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Profiling;

/// <summary>What a dataset holds: size, class balance, time span and a summary of each column. Plain data, without rows.</summary>
public sealed record DatasetProfile
{
    /// <value>What was profiled.</value>
    public required string Name { get; init; }

    /// <value>The number of rows.</value>
    public required int RowCount { get; init; }

    /// <value>The number of frauds; null without a label.</value>
    public int? FraudCount { get; init; }

    /// <value>The share of frauds among the rows; null without a label.</value>
    public double? FraudRatio { get; init; }

    /// <value>From the first event to the last one; null without a timestamp.</value>
    public TimeSpan? TimeSpan { get; init; }

    /// <value>The number of rows that stand further up already, value by value.</value>
    public int DuplicateRowCount { get; init; }

    /// <value>The column that amounts are taken from; null without one.</value>
    public string? AmountColumn { get; init; }

    /// <value>Rows, frauds and amounts over time in at most 200 periods of one length; empty without a timestamp.</value>
    public IReadOnlyList<PeriodProfile> Timeline { get; init; } = [];

    /// <value>The at most 12 periods that <see cref="ColumnProfile.Stability"/> compares; empty without a timestamp.</value>
    public IReadOnlyList<PeriodProfile> StabilityPeriods { get; init; } = [];

    /// <value>Pearson's correlation of the number features and the label, over rows that have both values;
    /// null with fewer than two.</value>
    public CorrelationTable? Pearson { get; init; }

    /// <value>Spearman's: the same over ranks within the column, ties sharing their mean rank.</value>
    public CorrelationTable? Spearman { get; init; }

    /// <value>Cramér's V of the text features with at most 1000 texts, without correction for small samples;
    /// null with fewer than two.</value>
    public CorrelationTable? CramersV { get; init; }

    /// <value>What is worth a look, most serious first.</value>
    public IReadOnlyList<ProfileAlert> Alerts { get; init; } = [];

    /// <value>The columns in the dataset's order.</value>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>Returns the profile of a column.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column.</exception>
    public ColumnProfile this[string column] => Columns.FirstOrDefault(profile => profile.Name == column)
        ?? throw new FraudMlException($"The profile of {Name} has no column '{column}'.{NearNames.Hint(column,
            Columns.Select(profile => profile.Name))} Its columns are {string.Join(", ", Columns.Select(profile => profile.Name))}.")
        { ColumnName = column };

    /// <summary>Returns the profile as JSON; figures of columns that hold infinite numbers may be the texts <c>Infinity</c>,
    /// <c>-Infinity</c> and <c>NaN</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ProfileJson.Default.DatasetProfile);

    /// <summary>Reads a profile from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="FraudMlException">Thrown when it is no profile.</exception>
    public static DatasetProfile FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProfileJson.Default.DatasetProfile) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new FraudMlException("This JSON is no dataset profile as DatasetProfile.ToJson writes it.", e);
        }
    }

    /// <summary>Returns the profile as a compact table.</summary>
    public override string ToString() => DatasetProfileText.Of(this);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DatasetProfile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
