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
    /// Texts that mean missing, beside the blank field; between quotes a text is what it says. A model fitted on the
    /// data keeps them. Default those of pandas: <c>#N/A</c>, <c>#N/A N/A</c>, <c>#NA</c>, <c>-1.#IND</c>, <c>-1.#QNAN</c>, <c>-NaN</c>,
    /// <c>-nan</c>, <c>1.#IND</c>, <c>1.#QNAN</c>,
    /// <c>&lt;NA&gt;</c>, <c>N/A</c>, <c>NA</c>, <c>NULL</c>, <c>NaN</c>, <c>None</c>, <c>n/a</c>, <c>nan</c>, <c>null</c>.
    /// </value>
    public IReadOnlyList<string> MissingTokens { get; init; } = FraudMl.MissingTokens.Usual;

    /// <value>
    /// The country whose writing of numbers, money and dates is read, for example <c>de-DE</c> or <c>en-US</c>; null for none. It stands
    /// for the three options below and for dates such as <c>31.01.2026 13:05</c>, read beside ISO 8601. A model fitted on the data keeps
    /// what it stands for. Default null.
    /// </value>
    public string? Culture { get; init; }

    /// <value>What separates the fraction of a number, for example a comma; null for that of <see cref="Culture"/>, a dot without one. A
    /// model fitted on the data keeps it. Default null.</value>
    public char? DecimalSeparator { get; init; }

    /// <value>What groups thousands, for example a comma, a dot, a space or an apostrophe; null for that of <see cref="Culture"/>, nothing
    /// without one. A model fitted on the data keeps it. Default null.</value>
    public char? GroupSeparator { get; init; }

    /// <value>What may stand before or behind an amount of money, for example <c>$</c> or <c>EUR</c>; null for that
    /// of <see cref="Culture"/>, nothing without one. A model fitted on the data keeps it. Default null.</value>
    public IReadOnlyList<string>? CurrencySymbols { get; init; }

    /// <value>
    /// The encoding of a file without a byte order mark, by a name that .NET knows, for example <c>windows-1252</c>
    /// or <c>iso-8859-1</c>; null for Unicode, of which the kind is found out. A model fitted on the data keeps it. Default null.
    /// </value>
    public string? Encoding { get; init; }

    /// <value>The most rows that are read, at least 1; a file with more is an error. Default 100,000,000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumRowCount { get; init; } = 100_000_000;

    /// <value>The most bytes that are read, unpacked where the file is packed, at least 1; a larger file is an
    /// error. Default 64 GiB.</value>
    [Rule(AtLeast = 1)]
    public long MaximumBytes { get; init; } = 64L << 30;

    /// <value>How many rows the kinds of the columns are inferred from. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int InferenceRowCount { get; init; } = 1000;

    /// <value>What happens to a row that can't be read as the schema says. Default <see cref="BadRows.Fail"/>.</value>
    public BadRows BadRows { get; init; } = BadRows.Fail;

    /// <value>The side file of <see cref="BadRows.Quarantine"/>; null is the file's own path with <c>.rejected.csv</c>
    /// appended. Default null.</value>
    [JsonIgnore]
    public string? QuarantinePath { get; init; }

    /// <value>Called once after reading when rows were set aside; null for no report.</value>
    [JsonIgnore]
    public Action<QuarantineReport>? OnQuarantine { get; init; }

    internal ReadingRules Rules => RulesOver(ReadingRules.Usual);

    /// <summary>Returns the rules of a file: what these options leave open is as other rules say.</summary>
    internal ReadingRules RulesOver(ReadingRules others)
    {
        WritingOfCountries? country = WritingOfCountries.Of(Culture);
        IReadOnlyList<string> tokens = ReferenceEquals(MissingTokens, FraudMl.MissingTokens.Usual) ? others.MissingTokens : MissingTokens;
        char point = DecimalSeparator ?? country?.Decimal ?? others.DecimalSeparator;
        return new ReadingRules(tokens, point, GroupSeparator ?? country?.Group ?? others.GroupSeparator)
        {
            CurrencySymbols = CurrencySymbols ?? (country is null ? others.CurrencySymbols : [country.Currency]),
            DateFormat = country?.Date ?? others.DateFormat,
            Encoding = Encoding ?? others.Encoding,
            TimeFormats = others.TimeFormats,
            Positives = others.Positives,
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Delimiter is '\r' or '\n') yield return "Delimiter must not be a line end.";
        if (Culture is not null && WritingOfCountries.Of(Culture) is null)
            yield return $"Culture must be one of {WritingOfCountries.Names}. Got {Culture} instead; for another one set DecimalSeparator, "
                + $"GroupSeparator and CurrencySymbols, and the format of times in the schema.";
        char point = DecimalSeparator ?? WritingOfCountries.Of(Culture)?.Decimal ?? '.';
        char? group = GroupSeparator ?? WritingOfCountries.Of(Culture)?.Group;
        if (!ReadingRules.IsSeparator(point)) yield return "DecimalSeparator must be neither letter, digit, sign nor line end.";
        if (group is { } given && (!ReadingRules.IsSeparator(given) || given == point))
            yield return "GroupSeparator must be neither letter, digit, sign nor line end, and differ from DecimalSeparator.";
        if (CurrencySymbols?.Any(string.IsNullOrWhiteSpace) == true) yield return "CurrencySymbols must not be blank.";
        if (Encoding is not null && CsvEncoding.Find(Encoding) is null)
            yield return $"Encoding must be the name of an encoding, such as windows-1252, iso-8859-1 or utf-8. Got {Encoding} instead.";
        if (Delimiter == Quote) yield return "Delimiter and Quote must differ.";
    }
}
