using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace FraudMl.Tracking;

/// <summary>The file MLmodel: keys in alphabetical order, block style, as MLflow writes it.</summary>
internal sealed class ModelManifest
{
    public const string FileName = "MLmodel";
    public const string OnnxPath = "model.onnx";
    public const string NativePath = "fraudml/model.json", FeaturesPath = "fraudml/features.json", ReferencePath = "fraudml/reference.json";
    public const string GoldenPath = "fraudml/golden.json";

    /// <summary>The form of what stands under the flavor fraudml. The first had no hashes of the files.</summary>
    public const int FormatVersion = 2;

    private readonly SortedDictionary<string, object?> _entries;

    private ModelManifest(SortedDictionary<string, object?> entries) => _entries = entries;

    /// <summary>Returns the manifest of a directory that has all its other files.</summary>
    public static ModelManifest Of(FraudModel model, FraudModelPackageOptions options, bool hasExample, string directory)
    {
        SortedDictionary<string, object?> files = PackageFiles.HashesIn(directory);
        string uuid = options.ModelId ?? ((string)files[OnnxPath]!)[..32];
        var manifest = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["flavors"] = Flavors(model, files),
            ["is_signature_from_type_hint"] = false,
            ["mlflow_version"] = PythonEnvironment.MlflowVersion,
            ["model_size_bytes"] = files.Keys.Sum(path => new FileInfo(Path.Combine(directory, path)).Length),
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
                ("artifact_path", "input_example.json"), ("pandas_orient", "split"), ("serving_input_path", "serving_input_example.json"),
                ("type", "dataframe"));
        }

        return new ModelManifest(manifest);
    }

    public string ToYaml() => Yaml.Write(_entries);

    /// <summary>Returns the same as JSON, which servers before MLflow 3 keep with the run.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, _entries);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static SortedDictionary<string, object?> Flavors(FraudModel model, SortedDictionary<string, object?> files) => Map(
        ("fraudml", Map(
            ("data", NativePath),
            ("decision", DecisionKind(model.Decision)),
            ("feature_schema", FeaturesPath),
            ("feature_schema_sha256", files[FeaturesPath]),
            ("files", files),
            ("format_version", FormatVersion),
            ("golden_rows", files.ContainsKey(GoldenPath) ? GoldenPath : null),
            ("pipeline", model.Pipeline),
            ("reasons", model.Reasons is not { } reasons ? null : Map(
                ("hidden", reasons.Hidden), ("texts", Map([.. reasons.Texts.Select(text => (text.Key, (object?)text.Value))])))),
            ("reference_profile", files.ContainsKey(ReferencePath) ? ReferencePath : null),
            ("threshold", model.Decision is { Threshold: var threshold } && double.IsFinite(threshold) ? threshold : null))),
        ("onnx", Map(
            ("code", null),
            ("data", OnnxPath),
            ("onnx_session_options", Map(("execution_mode", "sequential"), ("inter_op_num_threads", 1), ("intra_op_num_threads", 1))),
            ("onnx_version", PythonEnvironment.OnnxVersion),
            ("providers", new[] { "CPUExecutionProvider" }))),
        ("python_function", Map(
            ("data", OnnxPath),
            ("env", Map(("conda", "conda.yaml"), ("virtualenv", "python_env.yaml"))),
            ("loader_module", "mlflow.onnx"),
            ("python_version", PythonEnvironment.PythonVersion))));

    // The name that the rule has in the model's own file.
    private static string? DecisionKind(FittedDecision? decision) => decision?.GetType().GetCustomAttribute<StoredAsAttribute>()?.Name;

    private static SortedDictionary<string, object?> Map(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var map = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string key, object? value) in entries) map[key] = value;
        return map;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach ((string key, object? item) in map)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<string> list:
                writer.WriteStartArray();
                foreach (string item in list) writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
