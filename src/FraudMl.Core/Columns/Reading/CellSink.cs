using System.Buffers;
using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Takes the values of a column while training, or of an input while scoring: one row after the other, each
/// value by one conversion.</summary>
internal abstract class CellSink
{
    private const int ShortText = 256;

    /// <value>The column's or input's name.</value>
    public abstract string Name { get; }

    /// <value>What values become.</value>
    public abstract ColumnKind Kind { get; }

    /// <value>Whether a row may lack it without a word.</value>
    public virtual bool IsOptional => false;

    /// <summary>Sets a row's value; rows come in order, and a row that turned out bad is set again by the next one.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public abstract string? Set(int row, ReadOnlySpan<char> field);

    /// <summary>Sets a row's value, given as a text in UTF-8.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public virtual string? SetUtf8(int row, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= ShortText)
        {
            Span<char> text = stackalloc char[ShortText];
            return Set(row, text[..Encoding.UTF8.GetChars(utf8, text)]);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        string? problem = Set(row, rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)));
        ArrayPool<char>.Shared.Return(rented);
        return problem;
    }

    /// <summary>Sets a row's number, where the kind is that; NaN is missing.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public virtual string? SetNumber(int row, double value) => throw new NotSupportedException($"A {Kind} takes no number.");

    /// <summary>Sets a row's time in microseconds since 1970, where the kind is that.</summary>
    public virtual void SetTime(int row, long microseconds) => throw new NotSupportedException($"A {Kind} takes no time.");

    /// <summary>Sets a row's value to true or false, which are 1 and 0.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public virtual string? SetTruth(int row, bool truth) => Set(row, truth ? "1" : "0");

    /// <summary>Sets a row's value to a text in invariant culture, however the numbers of files are written.</summary>
    /// <returns>Null, or what was expected instead.</returns>
    public virtual string? SetInvariant(int row, ReadOnlySpan<char> field) => Set(row, field);

    /// <summary>Sets a row's value as the text that it has in invariant culture.</summary>
    public string? SetFormatted<T>(int row, T value, string? format = null)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[64];
        return value.TryFormat(text, out int length, format, CultureInfo.InvariantCulture)
            ? SetInvariant(row, text[..length])
            : SetInvariant(row, value.ToString(format, CultureInfo.InvariantCulture));
    }
}
