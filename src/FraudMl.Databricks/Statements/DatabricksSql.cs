using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace FraudMl;

/// <summary>SQL of Databricks whose values are bound, never written into the text: what stands between the braces of <c>$"Amount >
/// {least}"</c>
/// is sent beside the statement as a parameter.</summary>
[InterpolatedStringHandler]
public sealed class DatabricksSql
{
    private readonly List<(string? Literal, object? Value)> _parts = [];
    private readonly SqlQuotes _quotes = new();

    /// <summary>Begins an interpolated text; the compiler calls it.</summary>
    /// <param name="literalLength">The length of the text without its values.</param>
    /// <param name="formattedCount">The number of values.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DatabricksSql(int literalLength, int formattedCount)
    {
    }

    internal DatabricksSql()
    {
    }

    /// <summary>Takes a text without values.</summary>
    /// <param name="sql">The text.</param>
    public static implicit operator DatabricksSql(string sql) => FromString(sql);

    /// <summary>Takes a text without values.</summary>
    /// <param name="sql">The text.</param>
    public static DatabricksSql FromString(string sql)
    {
        var made = new DatabricksSql();
        made.AppendLiteral(sql);
        return made;
    }

    /// <summary>Adds text; the compiler calls it.</summary>
    /// <param name="text">The text.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string text)
    {
        _quotes.Read(text);
        _parts.Add((text, null));
    }

    /// <summary>Adds a value, or other SQL with its values; the compiler calls it.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">Null, a truth, a number, a text, a GUID, a date or a time; times without a zone are taken as UTC.</param>
    /// <exception cref="FraudMlException">Thrown when it stands between quotes, or is of another type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value)
    {
        if (value is DatabricksSql other)
        {
            foreach ((string? literal, object? inner) in other._parts)
            {
                if (literal is null) _parts.Add((null, inner));
                else AppendLiteral(literal);
            }

            return;
        }

        if (_quotes.IsInside)
            throw new FraudMlException("A value stands between the quotes of a text or a name, where it can't be bound. Leave the quotes "
                + "out: values are sent beside the statement.");
        _ = Bound(value);
        _parts.Add((null, value));
    }

    /// <summary>Adds other SQL with its values between two texts.</summary>
    internal void Append(string before, DatabricksSql inner, string after)
    {
        AppendLiteral(before);
        AppendFormatted(inner);
        AppendLiteral(after);
    }

    /// <summary>Returns the text with the names of its parameters; never a value.</summary>
    public override string ToString() => Render().Text;

    internal (string Text, IReadOnlyList<StatementParameter> Parameters) Render()
    {
        var text = new StringBuilder();
        var parameters = new List<StatementParameter>();
        foreach ((string? literal, object? value) in _parts)
        {
            if (literal is not null)
            {
                text.Append(literal);
                continue;
            }

            (string? bound, string type) = Bound(value);
            string name = FormattableString.Invariant($"fraudml{parameters.Count}");
            parameters.Add(new StatementParameter { Name = name, Value = bound, Type = type });
            text.Append(':').Append(name);
        }

        return (text.ToString(), parameters);
    }

    private static (string? Value, string Type) Bound(object? value) => value switch
    {
        null or DBNull => (null, "VOID"),
        string text => (text, "STRING"),
        bool truth => (truth ? "true" : "false", "BOOLEAN"),
        sbyte or byte or short or ushort or int => (Invariant(value), "INT"),
        uint or long => (Invariant(value), "BIGINT"),
        float => (Invariant(value), "FLOAT"),
        double => (Invariant(value), "DOUBLE"),
        decimal number => (Invariant(value), FormattableString.Invariant($"DECIMAL({Digits(number)},{number.Scale})")),
        Guid => (Invariant(value), "STRING"),
        DateOnly date => (date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "DATE"),
        DateTime time => (Instant(UtcTime.InUtc(time)), "TIMESTAMP"),
        DateTimeOffset time => (Instant(time.UtcDateTime), "TIMESTAMP"),
        _ => throw new FraudMlException($"A {value.GetType().Name} can't be bound. Give a number, a text, a truth, a date or a time."),
    };

    private static string Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static int Digits(decimal number) => Math.Max(number.Scale, Invariant(Math.Abs(number)).Count(char.IsAsciiDigit));
}
