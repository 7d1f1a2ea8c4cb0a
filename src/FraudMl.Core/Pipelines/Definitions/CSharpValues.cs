using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace FraudMl;

/// <summary>Prints options and their values as C#.</summary>
[RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
internal static class CSharpValues
{
    public const BindingFlags AnyInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>Returns a record with the properties that differ from its own defaults.</summary>
    public static string New(object record, string head)
    {
        IReadOnlyList<PropertyInfo> changed = Changed(record);
        string body = string.Join(", ",
            changed.Select(property => $"{property.Name} = {Of(property.GetValue(record), property.PropertyType)}"));
        return changed.Count == 0 ? head : $"{head} {{ {body} }}";
    }

    /// <summary>Returns the public properties that differ from those of a new record.</summary>
    public static IReadOnlyList<PropertyInfo> Changed(object record)
    {
        object fresh = Activator.CreateInstance(record.GetType())!;
        return [.. record.GetType().GetProperties().Where(property =>
            property.SetMethod is { IsPublic: true } && !IsSame(property.GetValue(record), property.GetValue(fresh), property))];
    }

    public static string Of(Columns columns) => columns.Kind is { } kind
        ? $"Columns.{kind}s"
        : columns.Names.Count == 1 ? Text(columns.Names[0]) : $"Columns.Of({string.Join(", ", columns.Names.Select(Text))})";

    public static string Of(object? value, Type type) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => Text(text),
        double number => Number(number),
        float number => Number(number),
        Enum word => Enumerated(word),
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        TimeSpan span => Span(span),
        DateTime time => $"new DateTime({time.Year}, {time.Month}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, "
            + $"DateTimeKind.{time.Kind}){Rest(time)}",
        Metric metric => Named(metric),
        DerivedNode expression => CSharpExpressions.Lambda(expression),
        IPart part => CSharpParts.Of(part),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(item, item?.GetType() ?? typeof(object))))}]",
        _ when value.GetType().GetConstructor(Type.EmptyTypes) is null => Positional(value),
        _ => New(value, type == value.GetType() ? "new()" : $"new {value.GetType().Name}()"),
    };

    public static string Number(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        // -0 would be the integer 0.
        0 when double.IsNegative(value) => "-0.0",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string Number(float value) => value switch
    {
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ => $"{value.ToString("R", CultureInfo.InvariantCulture)}f",
    };

    public static string Text(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u0085' =>
                    literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    // By text: numbers would take 0 for -0.
    private static bool IsSame(object? value, object? other, PropertyInfo property) =>
        OptionsJson.Write(value, property.PropertyType, property.Name)
            .GetRawText() == OptionsJson.Write(other, property.PropertyType, property.Name).GetRawText();

    private static string Enumerated(Enum value)
    {
        string type = value.GetType().Name;
        string[] names = value.ToString().Split(", ");
        return char.IsAsciiDigit(names[0][0]) || names[0][0] == '-'
            ? $"({type})({Convert.ToInt64(value, CultureInfo.InvariantCulture)})"
            : string.Join(" | ", names.Select(name => $"{type}.{name}"));
    }

    public static string Span(TimeSpan span)
    {
        foreach ((string unit, long ticks) in new[] { ("Days", TimeSpan.TicksPerDay), ("Hours", TimeSpan.TicksPerHour),
            ("Minutes", TimeSpan.TicksPerMinute), ("Seconds", TimeSpan.TicksPerSecond) })
        {
            if (span.Ticks % ticks == 0 && Math.Abs(span.Ticks / ticks) <= int.MaxValue)
                return $"TimeSpan.From{unit}({span.Ticks / ticks})";
        }

        return $"TimeSpan.FromTicks({span.Ticks})";
    }

    private static string Rest(DateTime time) => time.Ticks % TimeSpan.TicksPerSecond is > 0 and var ticks ? $".AddTicks({ticks})" : "";

    private static string Named(Metric metric)
    {
        MethodInfo? property = typeof(MetricsCatalog).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.ReturnType == typeof(Metric) && method.GetParameters().Length == 0
                && ((Metric)method.Invoke(null, null)!).Name == metric.Name);
        return property is null ? $"Metrics.Named({Text(metric.Name)})" : $"Metrics.{property.Name["get_".Length..]}";
    }

    private static string Positional(object record)
    {
        ParameterInfo[] parameters = record.GetType().GetConstructors()[0].GetParameters();
        IEnumerable<string> arguments = parameters.Select(parameter =>
            $"{parameter.Name}: {Of(record.GetType().GetProperty(parameter.Name!)!.GetValue(record), parameter.ParameterType)}");
        return $"new {record.GetType().Name}({string.Join(", ", arguments)})";
    }
}
