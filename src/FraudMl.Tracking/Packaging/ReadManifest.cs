using System.Globalization;
using System.Security.Cryptography;

namespace FraudMl.Tracking;

/// <summary>What an MLmodel file says of the native form. Whoever wrote it may have written anything.</summary>
internal sealed class ReadManifest
{
    // Ours have some kilobytes; the texts of reasons and the signature grow with the inputs.
    private const long LargestFile = 16 << 20;

    private readonly Dictionary<string, object?> _flavor;
    private readonly string _directory;

    private ReadManifest(string directory, string hash, Dictionary<string, object?> flavor)
    {
        (_directory, Hash, _flavor) = (directory, hash, flavor);
        FormatVersion = Whole("format_version");
        if (FormatVersion is < 1 or > ModelManifest.FormatVersion)
        {
            throw new FraudMlException(
                $"The model in '{directory}' has package format {FormatVersion}, and this FraudMl reads 1 to {ModelManifest.FormatVersion}. "
                + "Update the FraudMl packages.");
        }

        Files = FormatVersion == 1 ? null : HashesOf(flavor.GetValueOrDefault("files"));
    }

    /// <value>The SHA-256 of the file itself.</value>
    public string Hash { get; }

    public int FormatVersion { get; }

    /// <value>The SHA-256 of every other file by path; null in the first format.</value>
    public Dictionary<string, string>? Files { get; }

    /// <value>The name of the model's pipeline.</value>
    public string? Pipeline => _flavor.GetValueOrDefault("pipeline") as string;

    /// <value>The SHA-256 of the feature schema.</value>
    public string? FeatureSchemaHash => _flavor.GetValueOrDefault("feature_schema_sha256") as string;

    /// <summary>Reads the file of a directory.</summary>
    /// <exception cref="FraudMlException">Thrown when there is none, or it is not of a model of ours.</exception>
    public static ReadManifest Of(string directory)
    {
        var file = new FileInfo(Path.Combine(directory, ModelManifest.FileName));
        if (!file.Exists)
            throw new FraudMlException($"'{directory}' is no MLflow model directory: it has no file {ModelManifest.FileName}.");
        if (file.Length > LargestFile)
        {
            throw new FraudMlException(
                $"The file {ModelManifest.FileName} in '{directory}' has {file.Length} bytes, and a model's has at most {LargestFile}.");
        }

        byte[] bytes = File.ReadAllBytes(file.FullName);
        if (FlavorOf(bytes, directory) is { } flavor && flavor.GetValueOrDefault("data") is ModelManifest.NativePath)
            return new ReadManifest(directory, Convert.ToHexStringLower(SHA256.HashData(bytes)), flavor);
        throw new FraudMlException(
            $"The model in '{directory}' was not made by FraudMl: its {ModelManifest.FileName} has no flavor 'fraudml'. "
            + "Load its model.onnx with ONNX Runtime instead.");
    }

    private static Dictionary<string, object?>? FlavorOf(byte[] bytes, string directory)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(bytes));
            var flavors = (Yaml.Read(text) as Dictionary<string, object?>)?.GetValueOrDefault("flavors") as Dictionary<string, object?>;
            return flavors?.GetValueOrDefault("fraudml") as Dictionary<string, object?>;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Beside its own exception the library has others for some files that were made up.
            throw new FraudMlException($"The file {ModelManifest.FileName} in '{directory}' is not valid YAML: {problem.Message}", problem);
        }
    }

    private int Whole(string key) =>
        int.TryParse(_flavor.GetValueOrDefault(key) as string, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Damaged();

    private Dictionary<string, string> HashesOf(object? files)
    {
        if (files is not Dictionary<string, object?> given) throw Damaged();
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string path, object? hash) in given)
        {
            // A path that leads out of the directory would tell whether a file elsewhere has some contents.
            bool isSound = path.Split('/').All(
                part => part.Length > 0 && part != ".." && part != "." && !part.Contains('\\', StringComparison.Ordinal));
            hashes[path] = isSound && hash is string { Length: 64 } text ? text : throw Damaged();
        }

        bool isWhole = new[] { ModelManifest.NativePath, ModelManifest.FeaturesPath, ModelManifest.OnnxPath }.All(hashes.ContainsKey);
        return isWhole ? hashes : throw Damaged();
    }

    private FraudMlException Damaged() =>
        new(
            $"The file {ModelManifest.FileName} in '{_directory}' is damaged: its flavor 'fraudml' lacks its format or the hashes of its files. "
            + "Take a fresh copy.");
}
