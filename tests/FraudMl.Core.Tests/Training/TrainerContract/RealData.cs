using System.Globalization;
using System.IO.Compression;

namespace FraudMl.Tests.TrainerContract;

/// <summary>The real card transactions of the ULB subset, which the repository does not ship.</summary>
internal static class RealData
{
    public const string FileName = "creditcard_subset.csv.gz";

    public static string? File { get; } = Folders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(System.IO.File.Exists);

    public static Dataset Read()
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File!), CompressionMode.Decompress));
        string[] names = reader.ReadLine()!.Split(',');
        List<float>[] columns = [.. names.Select(_ => new List<float>())];
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            for (int i = 0; i < cells.Length; i++) columns[i].Add(float.Parse(cells[i], CultureInfo.InvariantCulture));
        }

        return new Dataset([.. names.Select((name, i) =>
            (DataColumn)new NumberColumn(name, [.. columns[i]], name == "Class" ? ColumnRoles.Label : ColumnRoles.Feature))], FileName);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("FRAUDML_DATA") is { Length: > 0 } given) yield return given;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "FraudMl.Sdk.sln")))
                yield return Path.Combine(folder.FullName, "..", "shared", "data");
        }
    }
}
