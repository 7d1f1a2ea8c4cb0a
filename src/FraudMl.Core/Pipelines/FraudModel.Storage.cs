using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

public sealed partial class FraudModel
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes the model as plain data: a line with format, version and SHA-256, then the model as JSON.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        var parts = new Stored(Pipeline, Inputs, Steps, Scorer, Calibrator, Decision, Windows.Count == 0 ? null : Windows)
        {
            FeatureMeans = Parts.FeatureMeans.IsEmpty ? null : Parts.FeatureMeans.ToArray(),
            Reasons = Reasons,
        };
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(parts, Json);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new Header("fraudml", FormatVersion, Convert.ToHexStringLower(SHA256.HashData(payload))), Json);
        stream.Write(header);
        stream.WriteByte((byte)'\n');
        stream.Write(payload);
    }

    /// <summary>Reads a model; nothing in the file is ever run.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="FraudMlException">Thrown when it is no model, was made by a newer version, or a byte has changed.</exception>
    public static FraudModel Load(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        ReadOnlySpan<byte> bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        int end = bytes.IndexOf((byte)'\n');
        Header header = ReadHeader(end < 0 ? bytes : bytes[..end]);
        if (header.Version > FormatVersion)
            throw new FraudMlException($"This model has format version {header.Version}, and this FraudMl reads up to {FormatVersion}. Update the FraudMl packages.");
        ReadOnlySpan<byte> payload = bytes[(end + 1)..];
        if (Convert.ToHexStringLower(SHA256.HashData(payload)) != header.Sha256)
            throw new FraudMlException("This model file is damaged: its SHA-256 is not the one it was saved with. Take a fresh copy.");
        Stored stored = ReadStored(payload);
        var features = new FittedFeatures(new RowSchema(stored.Inputs), stored.Steps);
        return new FraudModel(new ModelParts(stored.Pipeline, features, stored.Scorer, stored.Calibrator)
        {
            Decision = stored.Decision,
            Windows = stored.Windows ?? [],
            FeatureMeans = stored.FeatureMeans,
            Reasons = stored.Reasons,
        });
    }

    private static Stored ReadStored(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(payload, Json) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new FraudMlException("This model has parts that this FraudMl does not know. Update the FraudMl packages.", e);
        }
    }

    private static Header ReadHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            if (JsonSerializer.Deserialize<Header>(line, Json) is { Format: "fraudml", Version: > 0 } header) return header;
        }
        catch (JsonException)
        {
            // Falls through: whatever it is, it is not ours.
        }

        throw new FraudMlException("This is no FraudMl model: it does not begin with the header that FraudModel.Save writes.");
    }

    private sealed record Header(string Format, int Version, string Sha256);

    private sealed record Stored(
        string Pipeline, IReadOnlyList<SchemaColumn> Inputs, IReadOnlyList<IFittedStep> Steps, ScoringModel Scorer, FittedCalibrator Calibrator, FittedDecision? Decision,
        IReadOnlyList<EntityWindows>? Windows)
    {
        public float[]? FeatureMeans { get; init; }

        public ReasonTexts? Reasons { get; init; }
    }
}
