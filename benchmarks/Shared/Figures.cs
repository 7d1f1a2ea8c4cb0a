using System.Globalization;
using System.Text.Json;

namespace FraudMl.Benchmarks;

/// <summary>The figures of a benchmark: one line each on the console, and all of them as JSON where asked.</summary>
internal sealed class Figures(string? jsonFile)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Figure> _figures = [];

    /// <summary>Adds a figure, with the peer's value where there is one; the ratio is ours divided by the peer's.</summary>
    public void Add(string name, double value, string unit, double? peer = null)
    {
        var figure = new Figure(name, value, unit, peer, peer is > 0 ? value / peer : null);
        _figures.Add(figure);
        string compared = peer is null
            ? "" : string.Create(CultureInfo.InvariantCulture, $"   peer {figure.Peer:0.####}   ratio {figure.Ratio:0.###}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-52} {value,10:0.####} {unit}{compared}"));
    }

    /// <summary>Writes the JSON file, if one was asked for.</summary>
    public void Save()
    {
        if (jsonFile is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(jsonFile))!);
        File.WriteAllText(jsonFile, JsonSerializer.Serialize(_figures, Json));
    }

    private sealed record Figure(string Name, double Value, string Unit, double? Peer, double? Ratio);
}
