using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>A column that rows bring beside the inputs of a model, as they were recorded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is read.</param>
internal sealed record RawColumn(string Name, ColumnKind Kind)
{
    /// <value>The unit of times that are numbers; null where they are times or microseconds.</value>
    public TimeUnit? Unit { get; init; }

    /// <value>Whether rows may lack it.</value>
    public bool IsOptional { get; init; }
}

/// <summary>What rows bring so that inputs of a model can be worked out: the keys, times and numbers of its windows. They are read by the
/// rules of the training data.</summary>
internal sealed class RawColumns
{
    // A key that comes again finds its text here, so that it is not made for each row; a power of two.
    private const int PooledTextCount = 1 << 14;
    private const int LongestPooledText = 64;

    private readonly string?[] _texts = new string?[PooledTextCount];
    private readonly TimeFormat?[] _formats;
    private readonly TextDictionary?[] _known;

    /// <param name="model">The model.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="given">The inputs that are worked out of them, by index: rows need not bring these.</param>
    public RawColumns(FraudModel model, IReadOnlyList<RawColumn> columns, IReadOnlySet<int> given)
    {
        (Model, Columns, Given) = (model, columns, given);
        _formats = [.. columns.Select(column => column.Kind == ColumnKind.Timestamp ? model.Reading.FormatOf(column.Name) : null)];
        _known = [.. columns.Select(column => KnownTexts(model, column))];
    }

    public FraudModel Model { get; }

    public IReadOnlyList<RawColumn> Columns { get; }

    /// <value>The inputs that are worked out.</value>
    public IReadOnlySet<int> Given { get; }

    /// <summary>Returns a text, null where it means missing: a text of the training data goes before a token.</summary>
    public string? TextOf(int column, ReadOnlySpan<byte> utf8, bool isQuoted)
    {
        if (isQuoted ? MissingTokens.OfBlanksOnly.Contains(utf8) : IsMissing(column, utf8)) return null;
        if (utf8.Length > LongestPooledText) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[LongestPooledText];
        if (!Encoding.UTF8.TryGetChars(utf8, chars, out int length)) return Encoding.UTF8.GetString(utf8);
        return Pooled(chars[..length]);
    }

    /// <summary>Returns a text as a string, the same again where it came lately.</summary>
    public string Pooled(ReadOnlySpan<char> chars)
    {
        if (chars.Length > LongestPooledText) return new string(chars);
        ref string? pooled = ref _texts[(int)TextHash.Of(chars) & (PooledTextCount - 1)];
        return pooled is { } text && chars.SequenceEqual(text) ? text : pooled = new string(chars);
    }

    /// <summary>Parses a number; false where the field is none.</summary>
    public bool TryParseNumber(ReadOnlySpan<byte> utf8, FieldForm form, out float number) =>
        FieldText.TryParseNumber(utf8, RulesOf(form), out number);

    /// <summary>Parses a time; false where the field is none.</summary>
    public bool TryParseTime(int column, ReadOnlySpan<byte> utf8, FieldForm form, out long microseconds)
    {
        if (Columns[column].Unit is not { } unit)
            return form == FieldForm.Number ? TryParseMicroseconds(utf8, out microseconds)
                : FieldText.TryParseTime(utf8, Model.Reading, _formats[column], out microseconds);
        bool isTime = FieldText.TryParseExact(utf8, RulesOf(form), out double elapsed);
        microseconds = isTime ? DatasetRoles.Microseconds(elapsed, unit) : TimestampColumn.Missing;
        return isTime || Model.Reading.Missing.Contains(utf8);
    }

    /// <summary>Returns whether a field is what its column takes.</summary>
    public bool Fits(int column, ReadOnlySpan<byte> utf8, FieldForm form) => Columns[column].Kind switch
    {
        ColumnKind.Number => TryParseNumber(utf8, form, out _),
        ColumnKind.Timestamp => TryParseTime(column, utf8, form, out _),
        _ => true,
    };

    /// <summary>Returns how a column's times are written; null for nothing beside ISO 8601.</summary>
    public TimeFormat? FormatOf(int column) => _formats[column];

    private ReadingRules RulesOf(FieldForm form) => form == FieldForm.Number ? ReadingRules.Usual : Model.Reading;

    // A fraction of a microsecond is cut off, as a cast to an integer column does.
    private static bool TryParseMicroseconds(ReadOnlySpan<byte> utf8, out long microseconds)
    {
        if (long.TryParse(utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out microseconds)) return true;
        bool isTime = double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && Math.Abs(value) < long.MaxValue;
        microseconds = isTime ? (long)value : TimestampColumn.Missing;
        return isTime;
    }

    private bool IsMissing(int column, ReadOnlySpan<byte> utf8) =>
        Model.Reading.MissingTexts.Contains(utf8) && _known[column]?.CodeOf(utf8) is not >= 0;

    private static TextDictionary? KnownTexts(FraudModel model, RawColumn column)
    {
        if (column.Kind != ColumnKind.Text) return null;
        int input = model.Inputs.Index().Where(at => at.Item.Name == column.Name).Select(at => at.Index).DefaultIfEmpty(-1).First();
        return input < 0 ? null : model.Parts.Features.Dictionaries[input];
    }
}
