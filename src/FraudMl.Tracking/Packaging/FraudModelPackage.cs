using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Tracking;

/// <summary>A fraud model as an MLflow model directory: <c>mlflow models serve</c>, Databricks and Spark load its ONNX graph,
/// .NET its native form.</summary>
/// <remarks>
/// Files: MLmodel, model.onnx, requirements.txt, conda.yaml, python_env.yaml, input_example.json, serving_input_example.json,
/// fraudml/model.json, fraudml/features.json, fraudml/reference.json and fraudml/golden.json. Equal models and options give equal bytes on
/// processors of one kind.
/// </remarks>
public static class FraudModelPackage
{
    /// <summary>Writes a model directory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="directory">The directory; made when it is not there.</param>
    /// <param name="options">Ids, example rows and time.</param>
    /// <exception cref="Onnx.OnnxExportException">Thrown with the part and the reason when the pipeline can't
    /// be written as ONNX.</exception>
    /// <exception cref="FraudMlException">Thrown when the directory can't be written.</exception>
    public static void Write(FraudModel model, string directory, FraudModelPackageOptions? options = null) =>
        WriteFiles(model, directory, options ?? new FraudModelPackageOptions());

    internal static ModelManifest WriteFiles(FraudModel model, string directory, FraudModelPackageOptions options)
    {
        byte[] onnx = model.ToOnnx();
        try
        {
            return WriteFiles(model, onnx, directory, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"The model can't be written to '{directory}': {error.Message.TrimEnd('.')}. Check that this may be "
                + "a folder, that one may write there, and that the disk has room.", error);
        }
    }

    private static ModelManifest WriteFiles(FraudModel model, byte[] onnx, string directory, FraudModelPackageOptions options)
    {
        Directory.CreateDirectory(Path.Combine(directory, "fraudml"));
        File.WriteAllBytes(Path.Combine(directory, ModelManifest.OnnxPath), onnx);
        using (FileStream native = File.Create(Path.Combine(directory, ModelManifest.NativePath))) model.Save(native);
        File.WriteAllBytes(Path.Combine(directory, ModelManifest.FeaturesPath), FeatureSchema.Of(model));
        ReferenceProfile? reference = options.Reference is { RowCount: > 0 } learned ? ReferenceProfile.Of(model, learned) : null;
        if (reference is not null) WriteJson(directory, ModelManifest.ReferencePath, reference, PackageJson.Default.ReferenceProfile);
        if (options.GoldenRowCount > 0)
        {
            WriteJson(directory, ModelManifest.GoldenPath, GoldenRows.Of(model, options.GoldenRowCount, reference),
                PackageJson.Default.GoldenRows);
        }

        InputExample? example = options is { Example: { RowCount: > 0 } rows, ExampleRowCount: > 0 }
            ? InputExample.Of(model, rows, options.ExampleRowCount) : null;
        if (example is not null)
        {
            File.WriteAllBytes(Path.Combine(directory, "input_example.json"), example.ToJson());
            File.WriteAllBytes(Path.Combine(directory, "serving_input_example.json"), example.ToServingJson());
        }

        WriteText(directory, "requirements.txt", PythonEnvironment.Requirements);
        WriteText(directory, "conda.yaml", PythonEnvironment.Conda);
        WriteText(directory, "python_env.yaml", PythonEnvironment.Virtualenv);
        var manifest = ModelManifest.Of(model, options, example is not null, directory);
        WriteText(directory, ModelManifest.FileName, manifest.ToYaml());
        return manifest;
    }

    /// <summary>Reads the native form from a model directory; ONNX Runtime is not needed and nothing in the files is run.</summary>
    /// <remarks>
    /// Every file must have the SHA-256 that MLmodel says. Directories of FraudMl before there were hashes load too, and
    /// <see cref="FraudModelTracking.LoadFraudModelAsync"/> says which those are.
    /// </remarks>
    /// <param name="directory">The directory.</param>
    /// <exception cref="FraudMlException">Thrown when it is no FraudMl model directory, or a file is damaged, missing or
    /// of another model.</exception>
    public static FraudModel Load(string directory) => Read(directory).Model;

    /// <summary>Returns whether a model directory has hashes that <see cref="Load"/> checks its files by.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="FraudMlException">Thrown when it is no FraudMl model directory.</exception>
    public static ModelIntegrity IntegrityOf(string directory) =>
        ReadManifest.Of(directory).Files is null ? ModelIntegrity.Unknown : ModelIntegrity.Files;

    /// <summary>Reads the native form, what is known of the files, and the SHA-256 of MLmodel.</summary>
    internal static (FraudModel Model, ModelIntegrity Integrity, string ManifestHash) Read(string directory)
    {
        ReadManifest manifest = ReadManifest.Of(directory);
        string native = Path.Combine(directory, ModelManifest.NativePath);
        if (!File.Exists(native))
            throw new FraudMlException($"The model directory '{directory}' is incomplete: it has no file {ModelManifest.NativePath}. "
                + $"Download it again.");
        PackageFiles.Require(directory, manifest.Files ?? FirstFormatFiles(directory, manifest));
        using FileStream stream = File.OpenRead(native);
        FraudModel model = FraudModel.Load(stream);
        if (manifest.Pipeline is { } pipeline && pipeline != model.Pipeline)
        {
            throw new FraudMlException(
                $"The model directory '{directory}' is not as it was written: its MLmodel is of the pipeline '{pipeline}' "
                + $"and its model of '{model.Pipeline}'. Take a fresh copy.");
        }

        return (model, manifest.Files is null ? ModelIntegrity.Unknown : ModelIntegrity.Files, manifest.Hash);
    }

    /// <summary>Reads the reference profile from a model directory; null when none was written.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="FraudMlException">Thrown when the file is damaged.</exception>
    public static ReferenceProfile? LoadReference(string directory) =>
        ReadJson(directory, ModelManifest.ReferencePath, PackageJson.Default.ReferenceProfile);

    /// <summary>Reads the golden rows from a model directory; null when none were written.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="FraudMlException">Thrown when the file is damaged.</exception>
    public static GoldenRows? LoadGoldenRows(string directory) =>
        ReadJson(directory, ModelManifest.GoldenPath, PackageJson.Default.GoldenRows);

    private static T? ReadJson<T>(string directory, string name, JsonTypeInfo<T> type)
        where T : class
    {
        string path = Path.Combine(directory, name);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new FraudMlException($"The file {name} in '{directory}' is damaged. Take a fresh copy.", problem);
        }
    }

    // The first format has the hash of one file.
    private static Dictionary<string, string> FirstFormatFiles(string directory, ReadManifest manifest) =>
        manifest.FeatureSchemaHash is { } hash && File.Exists(Path.Combine(directory, ModelManifest.FeaturesPath))
            ? new() { [ModelManifest.FeaturesPath] = hash }
            : [];

    private static void WriteJson<T>(string directory, string name, T value, JsonTypeInfo<T> type) =>
        File.WriteAllBytes(Path.Combine(directory, name), PackageJson.Write(value, type));

    private static void WriteText(string directory, string name, string text) =>
        File.WriteAllText(Path.Combine(directory, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
