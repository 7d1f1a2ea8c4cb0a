using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FraudMl.Tracking;

/// <summary>The file MLmodel: keys in alphabetical order, block style, as MLflow writes it.</summary>
internal sealed class ModelManifest
{
    public const string NativePath = "fraudml/model.json", FeaturesPath = "fraudml/features.json", ReferencePath = "fraudml/reference.json";

    private readonly SortedDictionary<string, object?> _entries;

    private ModelManifest(SortedDictionary<string, object?> entries) => _entries = entries;

    public static ModelManifest Of(FraudModel model, FraudModelPackageOptions options, bool hasExample, byte[] onnx, byte[] features, long size)
    {
        string uuid = options.ModelId ?? Convert.ToHexStringLower(SHA256.HashData(onnx).AsSpan(0, 16));
        var manifest = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["flavors"] = Flavors(model, features, options.Reference is { RowCount: > 0 }),
            ["is_signature_from_type_hint"] = false,
            ["mlflow_version"] = PythonEnvironment.MlflowVersion,
            ["model_size_bytes"] = size,
            ["model_uuid"] = uuid,
            ["signature"] = Map(("inputs", ModelSignature.Inputs(model)), ("outputs", ModelSignature.Outputs(model)), ("params", null)),
            ["type_hint_from_example"] = false,
            ["utc_time_created"] = options.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        };
        if (options.ArtifactPath is { } path) manifest["artifact_path"] = path;
        if (options.ModelId is { } id) manifest["model_id"] = id;
        if (options.RunId is { } run) manifest["run_id"] = run;
        if (hasExample)
        {
            manifest["saved_input_example_info"] = Map(
                ("artifact_path", "input_example.json"), ("pandas_orient", "split"), ("serving_input_path", "serving_input_example.json"), ("type", "dataframe"));
        }

        return new ModelManifest(manifest);
    }

    public string ToYaml() => new SerializerBuilder().WithNewLine("\n").DisableAliases().WithQuotingNecessaryStrings().Build().Serialize(_entries);

    /// <summary>Returns the same as JSON, which servers before MLflow 3 keep with the run.</summary>
    public string ToJson() => JsonSerializer.Serialize(_entries);

    /// <summary>Returns where the native form stands, relative to the directory.</summary>
    public static string NativePathOf(string yaml, string directory)
    {
        try
        {
            var manifest = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(yaml);
            if (manifest?.GetValueOrDefault("flavors") is Dictionary<object, object?> flavors
                && flavors.GetValueOrDefault("fraudml") is Dictionary<object, object?> native
                && native.GetValueOrDefault("data") is string data && data == NativePath)
            {
                return data;
            }
        }
        catch (YamlException problem)
        {
            throw new FraudMlException($"The file MLmodel in '{directory}' is not valid YAML.", problem);
        }

        throw new FraudMlException($"The model in '{directory}' was not made by FraudMl: its MLmodel has no flavor 'fraudml'. Load its model.onnx with ONNX Runtime instead.");
    }

    private static SortedDictionary<string, object?> Flavors(FraudModel model, byte[] features, bool hasReference) => Map(
        ("fraudml", Map(
            ("data", NativePath),
            ("decision", DecisionKind(model.Decision)),
            ("feature_schema", FeaturesPath),
            ("feature_schema_sha256", Convert.ToHexStringLower(SHA256.HashData(features))),
            ("format_version", 1),
            ("pipeline", model.Pipeline),
            ("reasons", model.Reasons is not { } reasons ? null : Map(
                ("hidden", reasons.Hidden), ("texts", new SortedDictionary<string, string>(reasons.Texts.ToDictionary(), StringComparer.Ordinal)))),
            ("reference_profile", hasReference ? ReferencePath : null),
            ("threshold", model.Decision is { Threshold: var threshold } && double.IsFinite(threshold) ? threshold : null))),
        ("onnx", Map(
            ("code", null),
            ("data", "model.onnx"),
            ("onnx_session_options", Map(("execution_mode", "sequential"), ("inter_op_num_threads", 1), ("intra_op_num_threads", 1))),
            ("onnx_version", PythonEnvironment.OnnxVersion),
            ("providers", new[] { "CPUExecutionProvider" }))),
        ("python_function", Map(
            ("data", "model.onnx"),
            ("env", Map(("conda", "conda.yaml"), ("virtualenv", "python_env.yaml"))),
            ("loader_module", "mlflow.onnx"),
            ("python_version", PythonEnvironment.PythonVersion))));

    // The name that the rule has in the model's own file.
    private static string? DecisionKind(FittedDecision? decision) => decision?.GetType().GetCustomAttribute<StoredAsAttribute>()?.Name;

    private static SortedDictionary<string, object?> Map(params (string Key, object? Value)[] entries)
    {
        var map = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string key, object? value) in entries) map[key] = value;
        return map;
    }
}
