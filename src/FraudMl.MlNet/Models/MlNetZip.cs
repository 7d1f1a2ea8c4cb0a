using System.IO.Compression;
using Microsoft.ML;

namespace FraudMl;

/// <summary>Transformers in ML.NET's own format.</summary>
internal static class MlNetZip
{
    public const string LoadSwitch = "FraudMl.LoadMlNetTransformers";

    // The earliest time a zip can hold: ML.NET would write the time of the day, and equal models would differ.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the bytes; equal transformers give equal ones.</summary>
    public static ForeignBlob Save(MLContext ml, ITransformer transformer, DataViewSchema schema)
    {
        using var saved = new MemoryStream();
        ml.Model.Save(transformer, schema, saved);
        using var result = new MemoryStream();
        using (var from = new ZipArchive(saved, ZipArchiveMode.Read))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = NoTime;
                using Stream source = entry.Open(), target = copy.Open();
                source.CopyTo(target);
            }
        }

        return new ForeignBlob(result.ToArray());
    }

    /// <summary>Throws where a blob of a file may not be opened.</summary>
    public static void RequireTrust(ForeignBlob zip, string what) => zip.RequireTrust(LoadSwitch, Warning(what));

    /// <summary>Reads the bytes, if the host allows it.</summary>
    public static ITransformer Load(ForeignBlob zip, string what)
    {
        using Stream stream = zip.Open(LoadSwitch, Warning(what));
        try
        {
            return new MLContext(0).Model.Load(stream, out _);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new FraudMlException($"ML.NET can't load {what}. Reference the packages that it was trained with.", e);
        }
    }

    private static string Warning(string what) => $"{what}, whose file names the assemblies that ML.NET loads";
}
