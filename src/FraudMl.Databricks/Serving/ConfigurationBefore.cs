using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace FraudMl;

/// <summary>Remembers, in tags of the endpoint itself, what it served before: any process can roll back then.</summary>
internal static class ConfigurationBefore
{
    // A tag has 255 characters at most, of letters that every cloud takes.
    private const string Prefix = "fraudml-before-", None = "none";
    private const int TagLength = 200, MostTags = 16, MostBytes = 1 << 20;

    /// <summary>Returns the tags that remember a configuration, and those that are no longer needed.</summary>
    public static TagsRequest Tags(EndpointConfig config, IReadOnlyList<EndpointTag> there)
    {
        string[] chunks = EndpointConfigs.CanBeRemembered(config)
            ? [.. Written(config).Chunk(TagLength).Select(chunk => new string(chunk))] : [None];
        if (chunks.Length > MostTags) chunks = [None];
        EndpointTag[] tags = [.. chunks.Index().Select(chunk => new EndpointTag { Key = KeyOf(chunk.Index), Value = chunk.Item })];
        return new TagsRequest
        {
            AddTags = tags,
            DeleteTags = [.. there.Select(tag => tag.Key).Where(
                key => key.StartsWith(Prefix, StringComparison.Ordinal) && tags.All(tag => tag.Key != key))],
        };
    }

    /// <summary>Returns the configuration before.</summary>
    /// <exception cref="DatabricksException">Thrown when none is remembered.</exception>
    public static EndpointConfig Of(EndpointAnswer endpoint)
    {
        Dictionary<string, string> tags = endpoint.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        string text = string.Concat(
            Enumerable.Range(0, MostTags).Select(KeyOf).TakeWhile(tags.ContainsKey).Select(key => tags[key]));
        if (text.Length == 0)
            throw new DatabricksException($"The endpoint '{endpoint.Name}' has served nothing before what it serves now. Deploy the "
                + "version that is wanted.");
        if (text == None)
            throw new DatabricksException($"What the endpoint '{endpoint.Name}' served before could not be remembered: it has plain texts "
                + "as environment variables, or is no registered model. Deploy the version that is wanted.");
        try
        {
            return Read(text);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException)
        {
            throw new DatabricksException($"The tags {Prefix}… of the endpoint '{endpoint.Name}' were changed by somebody. Deploy the "
                + "version that is wanted.", error);
        }
    }

    private static string KeyOf(int index) => Prefix + index.ToString(CultureInfo.InvariantCulture);

    private static string Written(EndpointConfig config)
    {
        var bare = new EndpointConfig
        {
            ServedEntities = [.. config.ServedEntities.Select(Bare)],
            TrafficConfig = new TrafficConfig { Routes = [.. (config.TrafficConfig?.Routes ?? []).Select(Bare)] },
        };
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, CompressionLevel.SmallestSize))
            JsonSerializer.Serialize(packing, bare, EndpointJson.Default.EndpointConfig);
        return Base64Url.EncodeToString(packed.ToArray());
    }

    private static EndpointConfig Read(string text)
    {
        using var unpacking = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
        byte[] json = new byte[MostBytes];
        int length = unpacking.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
        EndpointConfig? config = JsonSerializer.Deserialize(json.AsSpan(0, length), EndpointJson.Default.EndpointConfig);
        return config is not null && EndpointConfigs.CanBeRemembered(config) ? config : throw new JsonException("It serves nothing.");
    }

    private static TrafficRoute Bare(TrafficRoute route) => new()
    {
        ServedEntityName = route.ServedEntityName ?? route.ServedModelName, TrafficPercentage = route.TrafficPercentage,
    };

    private static ServedEntity Bare(ServedEntity entity) => new()
    {
        Name = entity.Name, EntityName = entity.EntityName, EntityVersion = entity.EntityVersion, WorkloadSize = entity.WorkloadSize,
        WorkloadType = entity.WorkloadType, ScaleToZeroEnabled = entity.ScaleToZeroEnabled,
        MinProvisionedConcurrency = entity.WorkloadSize is null ? entity.MinProvisionedConcurrency : null,
        MaxProvisionedConcurrency = entity.WorkloadSize is null ? entity.MaxProvisionedConcurrency : null,
        EnvironmentVars = entity.EnvironmentVars, InstanceProfileArn = entity.InstanceProfileArn,
    };
}
