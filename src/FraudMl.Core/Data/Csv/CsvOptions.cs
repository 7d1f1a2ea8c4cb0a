using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Options of reading CSV files.</summary>
public sealed record CsvOptions : ValidatedOptions
{
    /// <value>What separates fields; null finds out among comma, tab, semicolon and bar from the header. Default null.</value>
    public char? Delimiter { get; init; }

    /// <value>What encloses fields that hold delimiters, quotes or line ends; it is doubled inside. Default <c>"</c>.</value>
    public char Quote { get; init; } = '"';

    /// <value>Texts that mean missing, beside the empty field. Default <c>NA</c>, <c>N/A</c>, <c>NaN</c>, <c>null</c>, <c>NULL</c>.</value>
    public IReadOnlyList<string> MissingTokens { get; init; } = ["NA", "N/A", "NaN", "null", "NULL"];

    /// <value>How many rows the kinds of the columns are inferred from. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int InferenceRowCount { get; init; } = 1000;

    /// <value>What happens to a row that can't be read as the schema says. Default <see cref="BadRows.Fail"/>.</value>
    public BadRows BadRows { get; init; } = BadRows.Fail;

    /// <value>The side file of <see cref="BadRows.Quarantine"/>; null is the file's own path with <c>.rejected.csv</c> appended. Default null.</value>
    [JsonIgnore]
    public string? QuarantinePath { get; init; }

    /// <value>Called once after reading when rows were set aside; null for no report.</value>
    [JsonIgnore]
    public Action<QuarantineReport>? OnQuarantine { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Delimiter is '\r' or '\n') yield return "Delimiter must not be a line end.";
        if (Delimiter == Quote) yield return "Delimiter and Quote must differ.";
    }
}
