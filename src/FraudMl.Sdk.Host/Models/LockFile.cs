using System.Text.Json;
using System.Text.Json.Serialization;
using FraudMl.Sdk.Host.Building;

namespace FraudMl.Sdk.Host.Models;

/// <summary>The file beside a project that says which version and which bytes each model is.</summary>
internal sealed class LockFile
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;
    private readonly SortedDictionary<string, LockedModel> _models;
    private bool _isChanged;

    private LockFile(string path, SortedDictionary<string, LockedModel> models) => (_path, _models) = (path, models);

    /// <value>Its name, for messages.</value>
    public string Name => Path.GetFileName(_path);

    /// <summary>Reads the file; one that is missing has no models.</summary>
    /// <exception cref="BuildError">Thrown when it is no lock file.</exception>
    public static LockFile Read(string path)
    {
        if (!File.Exists(path)) return new LockFile(path, new(StringComparer.Ordinal));
        try
        {
            Contents? contents = JsonSerializer.Deserialize<Contents>(File.ReadAllBytes(path), Json);
            if (contents is not { Version: Format, Models: { } models }
                || models.Values.Any(model => model is not { Digest: not null, Files: not null }))
                throw new JsonException($"it is not of format {Format}, or a model has no digest or files");
            return new LockFile(path, new(models, StringComparer.Ordinal));
        }
        catch (JsonException damaged)
        {
            var place = new Place(path, (int)(damaged.LineNumber ?? 0) + 1, (int)(damaged.BytePositionInLine ?? 0) + 1);
            throw new BuildError(ErrorCodes.LockUnreadable, place, $"The lock file can't be read: {damaged.Message.TrimEnd('.')}. "
                + "Take it from your version control, or delete it and build with -t:FraudMlUpdate.");
        }
    }

    public LockedModel? Find(string uri) => _models.GetValueOrDefault(uri);

    public void Set(string uri, LockedModel model)
    {
        _models[uri] = model;
        _isChanged = true;
    }

    /// <summary>Leaves only the models of these URIs.</summary>
    public void Keep(IReadOnlyCollection<string> uris)
    {
        foreach (string gone in _models.Keys.Except(uris).ToArray()) _isChanged |= _models.Remove(gone);
    }

    /// <summary>Writes the file where something has changed.</summary>
    public void Save()
    {
        if (_isChanged)
            WholeFile.Write(_path, stream =>
            {
                JsonSerializer.Serialize(stream, new Contents(Format, _models), Json);
                stream.WriteByte((byte)'\n');
            });
    }

    private sealed record Contents(int Version, SortedDictionary<string, LockedModel> Models);
}
