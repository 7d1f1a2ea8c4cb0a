using System.IO.Compression;

namespace FraudMl;

/// <summary>Opens the one file of a zip file.</summary>
internal static class ZipInput
{
    /// <exception cref="FraudMlException">Thrown when the zip file is damaged or holds none or several files.</exception>
    public static Stream Open(FileStream file, string name)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            if (zip.GetEntry("[Content_Types].xml") is not null)
                throw new FraudMlException($"{name} is an Excel workbook or another Office file. Save the sheet as CSV.");
            ZipArchiveEntry[] entries = [.. zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))];
            return entries is [var only]
                ? only.Open()
                : throw new FraudMlException($"{name} is a zip file of {entries.Length} files, and one was expected. Unpack it, and read the file you mean.");
        }
        catch (InvalidDataException e)
        {
            throw new FraudMlException($"{name} is a damaged zip file. Take a fresh copy, or unpack it.", e);
        }
    }
}
