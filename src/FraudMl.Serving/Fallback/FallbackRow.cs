using System.Buffers.Text;
using System.Text;

namespace FraudMl.Serving;

/// <summary>A transaction as its request wrote it, by the names of the columns that a rule said it reads; nothing is allocated but texts
/// that are asked for as such.</summary>
public readonly struct FallbackRow
{
    private readonly RequestColumns _columns;
    private readonly CarriedValues _values;
    private readonly int _row;

    internal FallbackRow(RequestColumns columns, CarriedValues values, int row) => (_columns, _values, _row) = (columns, values, row);

    /// <summary>Returns whether a value is missing: null, or not in the request.</summary>
    /// <param name="column">The column.</param>
    public bool IsMissing(string column) => Utf8(column).IsEmpty;

    /// <summary>Returns a number; NaN where it is missing or none, so that comparisons with it are false.</summary>
    /// <param name="column">The column.</param>
    public double Number(string column)
    {
        ReadOnlySpan<byte> utf8 = Utf8(column);
        return Utf8Parser.TryParse(utf8, out double number, out int length) && length == utf8.Length ? number : double.NaN;
    }

    /// <summary>Returns a text; null where it is missing.</summary>
    /// <param name="column">The column.</param>
    public string? Text(string column) => Utf8(column) is { IsEmpty: false } utf8 ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>Returns whether a value is a text.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The text, letter by letter.</param>
    public bool Is(string column, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> utf8 = Utf8(column);
        Span<byte> wanted = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(text, wanted, out int length)
            ? utf8.SequenceEqual(wanted[..length])
            : Encoding.UTF8.GetString(utf8).AsSpan().SequenceEqual(text);
    }

    /// <summary>Returns the bytes of a value; none where it is missing.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="FraudMlException">Thrown when the rule did not say that it reads the column.</exception>
    public ReadOnlySpan<byte> Utf8(string column)
    {
        int index = _columns.IndexOfCarried(column);
        if (index < 0)
        {
            throw new FraudMlException($"The fallback rule reads '{column}', which is not among its columns. Name it where the rule is "
                + "registered.") { ColumnName = column };
        }

        return _values.TryGet(_row, index, out ReadOnlySpan<byte> utf8) ? utf8 : [];
    }

    /// <summary>Returns which row it is; never its values.</summary>
    public override string ToString() => FormattableString.Invariant($"row {_row + 1}");
}
