using System.Security.Cryptography;

namespace FraudMl.Tracking;

/// <summary>The SHA-256 of the files of a model directory.</summary>
internal static class PackageFiles
{
    /// <summary>Returns the hashes of all files but MLmodel, in which they stand, by path.</summary>
    public static SortedDictionary<string, object?> HashesIn(string directory)
    {
        var hashes = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(directory, file).Replace('\\', '/');
            if (path != ModelManifest.FileName) hashes[path] = HashOf(file);
        }

        return hashes;
    }

    /// <summary>Throws with every file that is missing or is another than the hashes say.</summary>
    public static void Require(string directory, IReadOnlyDictionary<string, string> hashes)
    {
        string[] problems = [.. hashes.Select(file => Problem(directory, file.Key, file.Value)).OfType<string>()];
        if (problems.Length > 0)
            throw new FraudMlException($"The model directory '{directory}' is not as it was written. Take a fresh copy", problems);
    }

    /// <summary>Returns the SHA-256 of a file in lower-case hexadecimal digits.</summary>
    public static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string? Problem(string directory, string path, string hash)
    {
        string file = Path.Combine(directory, path);
        if (!File.Exists(file)) return $"{path} is missing.";
        return HashOf(file) == hash ? null : $"{path} has another SHA-256 than MLmodel says.";
    }
}
