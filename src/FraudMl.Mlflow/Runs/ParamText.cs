using System.Collections;
using System.Globalization;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>
/// The text of a parameter's value, as Python's <c>str()</c> writes it: <c>['V1', 'V2']</c>, <c>{'depth': 3}</c>; numbers invariantly.
/// </summary>
internal static class ParamText
{
    private const int MostLevels = 10;

    public static string Of(object? value)
    {
        if (value is string text)
            return text;
        var writer = new StringBuilder();
        Write(value, writer, level: 0);
        return writer.ToString();
    }

    private static void Write(object? value, StringBuilder writer, int level)
    {
        switch (value)
        {
            case null:
                writer.Append("None");
                break;
            case string text:
                writer.Append(PythonText.Quote(text));
                break;
            case bool flag:
                writer.Append(flag ? "True" : "False");
                break;
            case IFormattable number:
                writer.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary pairs when level < MostLevels:
                WriteAll('{', EntriesOf(pairs), '}', writer, pair =>
                {
                    Write(pair.Key, writer, level + 1);
                    writer.Append(": ");
                    Write(pair.Value, writer, level + 1);
                });
                break;
            case IEnumerable items when level < MostLevels:
                WriteAll('[', items.Cast<object?>(), ']', writer, item => Write(item, writer, level + 1));
                break;
            default:
                writer.Append(value);
                break;
        }
    }

    // As a plain sequence a dictionary gives pairs of its own type.
    private static IEnumerable<DictionaryEntry> EntriesOf(IDictionary pairs)
    {
        IDictionaryEnumerator entries = pairs.GetEnumerator();
        while (entries.MoveNext())
            yield return entries.Entry;
    }

    private static void WriteAll<T>(char open, IEnumerable<T> items, char close, StringBuilder writer, Action<T> write)
    {
        writer.Append(open);
        int start = writer.Length;
        foreach (T item in items)
        {
            // The rest would be cut away; the items may have no end.
            if (writer.Length > MlflowNames.ParamLength)
                break;
            if (writer.Length > start)
                writer.Append(", ");
            write(item);
        }

        writer.Append(close);
    }
}
