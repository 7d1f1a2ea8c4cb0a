using System.Security.Cryptography;
using System.Text.Json;

namespace FraudMl;

public sealed partial class FraudModel
{
    private const int FormatVersion = 1;

    /// <summary>Writes the model to a file as plain data; a process killed in between leaves the file as it was before.</summary>
    /// <param name="path">The file, for example <c>creditcard.fraudml</c>; one that is there is replaced.</param>
    /// <exception cref="FraudMlException">Thrown when the file can't be written, or a part is of a type that its package
    /// did not add to <see cref="StoredTypes"/>.</exception>
    public void Save(string path) => WholeFile.Write(path, Save);

    /// <summary>Writes the model as plain data: a line with format, version and SHA-256, then the model as JSON.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="FraudMlException">Thrown when a part is of a type that its package did not add to
    /// <see cref="StoredTypes"/>.</exception>
    public void Save(Stream stream)
    {
        var parts = new StoredModel(Pipeline, Parts.Features.Inputs.Columns, Steps, Scorer, Calibrator, Decision,
            Windows.Count == 0 ? null : Windows)
        {
            FeatureMeans = Parts.FeatureMeans.IsEmpty ? null : Parts.FeatureMeans.ToArray(),
            Reasons = Reasons,
            Reading = Reading.IsBeforeRules ? null : Reading,
            Roles = Parts.Roles,
        };
        byte[] payload = new ModelJson().Write(parts);
        var header = new StoredHeader("fraudml", FormatVersion, Convert.ToHexStringLower(SHA256.HashData(payload)));
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(header, ModelFileJson.Default.StoredHeader));
        stream.WriteByte((byte)'\n');
        stream.Write(payload);
    }

    /// <summary>Reads a model from a file that <see cref="Save(string)"/> wrote; nothing in the file is ever run.</summary>
    /// <remarks>Parts that only code outside of FraudMl can read, such as ML.NET's, load only where the host says so.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when there is no such file, it is no model, was made by a newer version, a byte has changed, or a part needs a
    /// package that is not there.
    /// </exception>
    public static FraudModel Load(string path)
    {
        using FileStream file = WholeFile.Open(path, "a file of FraudModel.Save");
        return Load(file);
    }

    /// <summary>Reads a model: plain data of types that packages have added to <see cref="StoredTypes"/>; nothing in
    /// the file is ever run.</summary>
    /// <remarks>Parts that only code outside of FraudMl can read, such as ML.NET's, load only where the host says so.</remarks>
    /// <param name="stream">Where from.</param>
    /// <exception cref="FraudMlException">
    /// Thrown when it is no model, was made by a newer version, a byte has changed, or a part needs a package that is not there.
    /// </exception>
    public static FraudModel Load(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        ReadOnlyMemory<byte> bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        int end = bytes.Span.IndexOf((byte)'\n');
        StoredHeader header = ReadHeader(end < 0 ? bytes.Span : bytes.Span[..end]);
        if (header.Version > FormatVersion)
            throw new FraudMlException($"This model has format version {header.Version}, and this FraudMl reads up to {FormatVersion}. "
                + $"Update the FraudMl packages.");
        ReadOnlyMemory<byte> payload = bytes[(end + 1)..];
        if (Convert.ToHexStringLower(SHA256.HashData(payload.Span)) != header.Sha256)
            throw new FraudMlException("This model file is damaged: its SHA-256 is not the one it was saved with. Take a fresh copy.");
        return Read(payload);
    }

    private static FraudModel Read(ReadOnlyMemory<byte> payload)
    {
        var json = new ModelJson();
        try
        {
            StoredModel stored = json.Read<StoredModel>(payload.Span);
            StoredSlots.Require(stored);
            var features = new FittedFeatures(new RowSchema(stored.Inputs), stored.Steps, stored.Reading ?? ReadingRules.BeforeRules);
            // Texts that stand twice would be found by the first row only.
            _ = features.Dictionaries;
            if (stored.Scorer.FeatureCount != features.Columns.Count)
                throw new JsonException($"its model is of {stored.Scorer.FeatureCount} features, and its steps "
                    + $"give {features.Columns.Count}.");
            return new FraudModel(new ModelParts(stored.Pipeline, features, stored.Scorer, stored.Calibrator)
            {
                Decision = stored.Decision,
                Windows = stored.Windows ?? [],
                FeatureMeans = stored.FeatureMeans,
                Reasons = stored.Reasons,
                Roles = stored.Roles,
            });
        }
        catch (UnknownTypeException e)
        {
            throw UnknownTypes.Explain(e, payload, json.Types);
        }
        catch (Exception e) when (e is not FraudMlException and not OutOfMemoryException)
        {
            // The hash is right, so the file was made like this: fitted parts may stumble over it in any way.
            throw new FraudMlException($"This model file holds no model that FraudModel.Save wrote: {e.Message}", e);
        }
    }

    private static StoredHeader ReadHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, ModelFileJson.Default.StoredHeader) is { Format: "fraudml", Version: > 0 } header)
                return header;
        }
        catch (JsonException)
        {
            // Falls through: whatever it is, it is not ours.
        }

        throw new FraudMlException("This is no FraudMl model: it does not begin with the header that FraudModel.Save writes.");
    }
}
