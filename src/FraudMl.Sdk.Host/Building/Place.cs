using System.Xml;
using System.Xml.Linq;

namespace FraudMl.Sdk.Host.Building;

/// <summary>A line of a file, counted from 1.</summary>
internal sealed record Place(string File, int Line = 1, int Column = 1)
{
    public override string ToString() => $"{File}({Line},{Column})";

    /// <summary>Returns where an item is written: in the project, the script, or the file that MSBuild says defines it.</summary>
    /// <param name="element">The item's name.</param>
    /// <param name="include">What it includes, after properties were put in.</param>
    /// <param name="files">The files that may have it, the likeliest first; one that is missing is passed over.</param>
    public static Place Of(string element, string include, params ReadOnlySpan<string> files)
    {
        Place? alone = null;
        foreach (string file in files)
        {
            if (!System.IO.File.Exists(file)) continue;
            if (Path.GetExtension(file) == ".cs")
            {
                if (OfDirective(element, file) is { } directive) return directive;
                continue;
            }

            XElement[] elements = Elements(element, file);
            if (elements.FirstOrDefault(item => IncludesOf(item).Contains(include)) is { } exact) return Of(exact, file);
            // A property in it hides what it includes; where it is the only one, it is the one.
            if (elements is [var only]) alone ??= Of(only, file);
        }

        return alone ?? new Place(files[0]);
    }

    // The name of the items, or that of the property which lists them.
    private static XElement[] Elements(string name, string file)
    {
        try
        {
            return [.. XDocument.Load(file, LoadOptions.SetLineInfo).Descendants()
                .Where(element => element.Name.LocalName == name ? element.Attribute("Include") is not null
                    : element.Name.LocalName == $"{name}s")];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static string[] IncludesOf(XElement item) =>
        ((string?)item.Attribute("Include") ?? item.Value)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Place Of(XElement element, string file)
    {
        IXmlLineInfo at = element;
        // The name of an element begins behind its bracket.
        return new Place(file, at.LineNumber, Math.Max(1, at.LinePosition - 1));
    }

    private static Place? OfDirective(string element, string script)
    {
        int line = Array.FindIndex(System.IO.File.ReadAllLines(script),
            text => text.StartsWith($"#:property {element}s", StringComparison.Ordinal));
        return line < 0 ? null : new Place(script, line + 1);
    }
}
