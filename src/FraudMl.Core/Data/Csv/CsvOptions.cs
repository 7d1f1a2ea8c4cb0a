using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Options of reading CSV files.</summary>
public sealed record CsvOptions : ValidatedOptions
{
    /// <value>What separates fields; null finds out among comma, tab, semicolon and bar from the header. Default null.</value>
    public char? Delimiter { get; init; }

    /// <value>What encloses fields that hold delimiters, quotes or line ends; it is doubled inside. Default <c>"</c>.</value>
    public char Quote { get; init; } = '"';

    /// <value>
    /// Texts that mean missing, beside the blank field; between quotes a text is what it says. A model fitted on the data keeps them. Default those
    /// of pandas: <c>#N/A</c>, <c>#N/A N/A</c>, <c>#NA</c>, <c>-1.#IND</c>, <c>-1.#QNAN</c>, <c>-NaN</c>, <c>-nan</c>, <c>1.#IND</c>, <c>1.#QNAN</c>,
    /// <c>&lt;NA&gt;</c>, <c>N/A</c>, <c>NA</c>, <c>NULL</c>, <c>NaN</c>, <c>None</c>, <c>n/a</c>, <c>nan</c>, <c>null</c>.
    /// </value>
    public IReadOnlyList<string> MissingTokens { get; init; } = FraudMl.MissingTokens.Usual;

    /// <value>What separates the fraction of a number, for example a comma. A model fitted on the data keeps it. Default a dot.</value>
    public char DecimalSeparator { get; init; } = '.';

    /// <value>What groups thousands, for example a comma, a dot, a space or an apostrophe; null for nothing. Default null.</value>
    public char? GroupSeparator { get; init; }

    /// <value>The most rows that are read, at least 1; a file with more is an error. Default 100,000,000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumRowCount { get; init; } = 100_000_000;

    /// <value>The most bytes that are read, unpacked where the file is packed, at least 1; a larger file is an error. Default 64 GiB.</value>
    [Rule(AtLeast = 1)]
    public long MaximumBytes { get; init; } = 64L << 30;

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

    internal ReadingRules Rules => new(MissingTokens, DecimalSeparator, GroupSeparator);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Delimiter is '\r' or '\n') yield return "Delimiter must not be a line end.";
        if (!ReadingRules.IsSeparator(DecimalSeparator)) yield return "DecimalSeparator must be neither letter, digit, sign nor line end.";
        if (GroupSeparator is { } group && (!ReadingRules.IsSeparator(group) || group == DecimalSeparator))
            yield return "GroupSeparator must be neither letter, digit, sign nor line end, and differ from DecimalSeparator.";
        if (Delimiter == Quote) yield return "Delimiter and Quote must differ.";
    }
}
