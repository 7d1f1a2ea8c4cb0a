using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace FraudMl.Reporting;

/// <summary>A table of texts: aligned on a terminal, a table in HTML.</summary>
internal sealed class ShownTable(string caption, IReadOnlyList<string> headings)
{
    private const int WidestCell = 60, WidestLine = 160, MostRows = 200;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public ShownTable Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>Returns a table of what objects hold: a column for each public property or element of a tuple.</summary>
    public static ShownTable Of<T>(string caption, IEnumerable<T> values)
    {
        T[] all = [.. values];
        (string Name, Func<object, object?> Value)[] columns = Columns(typeof(T));
        var table = new ShownTable(all.Length > MostRows ? $"{caption}, the first {MostRows} of {Text(all.Length)}" : caption,
            [.. columns.Select(column => column.Name)]);
        foreach (T value in all.Take(MostRows))
            table.Row([.. columns.Select(column => value is null ? "" : Text(column.Value(value)))]);
        return table;
    }

    /// <summary>Returns a value as short as it can be told, in the invariant culture.</summary>
    public static string Text(object? value) => value switch
    {
        null => "–",
        double number => double.IsFinite(number) ? ProfileText.Number(number) : "–",
        float number => float.IsFinite(number) ? ProfileText.Number(number) : "–",
        bool yes => yes ? "yes" : "no",
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"),
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object?>().Take(10).Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Returns the table in HTML.</summary>
    public string ToHtml()
    {
        var html = new HtmlTable(caption, headings.ToArray());
        foreach (string[] row in _rows) html.Row(row[0], [.. row[1..].Select(cell => Html.Text(cell))]);
        return html.ToString();
    }

    /// <summary>Returns the table with aligned columns; what is too wide is cut.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(caption.Length > 0 ? $"{caption}\n" : "");
        string[][] lines = [[.. headings], .. _rows];
        int[] widths = [.. Enumerable.Range(0, headings.Count).Select(column => lines.Max(line => Cut(line[column]).Length))];
        int shown = 1;
        while (shown < widths.Length && widths[..(shown + 1)].Sum(width => width + 2) <= WidestLine) shown++;
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Take(shown).Select((cell, column) =>
                column == 0 ? Cut(cell).PadRight(widths[column]) : Cut(cell).PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append(shown < widths.Length ? "  …\n" : "\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Cut(string cell) => cell.Length <= WidestCell ? cell : $"{cell[..(WidestCell - 1)]}…";

    private static (string Name, Func<object, object?> Value)[] Columns(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)) return [("value", value => value)];
        (string, Func<object, object?>)[] columns =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => (property.Name, (Func<object, object?>)(value => property.GetValue(value)))),
            .. type.GetFields(BindingFlags.Public | BindingFlags.Instance)
                .Select(field => (field.Name, (Func<object, object?>)(value => field.GetValue(value)))),
        ];
        return columns.Length > 0 ? columns : [("value", value => value)];
    }
}
