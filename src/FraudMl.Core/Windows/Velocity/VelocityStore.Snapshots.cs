using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

public sealed partial class VelocityStore
{
    private const string Format = "fraudml-velocity";

    /// <summary>Writes everything that is kept to a file; a process killed in between leaves the file as it was before.</summary>
    /// <remarks>
    /// The snapshot goes to <c>path + ".tmp"</c>, to the disk, and then takes the file's name in one step. Events may go on coming: each
    /// is in the snapshot or is not, entity by entity. After a reload, give the store the events since a little before the snapshot again:
    /// those that are in it are not counted twice.
    /// </remarks>
    /// <param name="path">The file; one process at a time may write it.</param>
    /// <exception cref="IOException">Thrown when the file can't be written.</exception>
    public void Save(string path)
    {
        lock (_saving)
        {
            string unfinished = path + ".tmp";
            using (FileStream file = File.Create(unfinished))
            {
                Write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
    }

    /// <summary>Writes a snapshot; no event and no sweep waits for the stream.</summary>
    internal void Write(Stream stream) => Write(stream, Newest);

    /// <param name="stream">The stream.</param>
    /// <param name="newest">The time of the newest event that is in it for sure; later ones may be.</param>
    internal void Write(Stream stream, long newest)
    {
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true))
        {
            var header = new VelocityHeader(Format, EntitySnapshot.Version, Windows, _options.Lateness, newest);
            using (var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true))
                writer.Write(JsonSerializer.Serialize(header, VelocityJson.Default.VelocityHeader));
            foreach (EntityGroup group in _groups) EntitySnapshot.Write(hashed, group);
        }

        stream.Write(sha.Hash!);
    }

    /// <summary>
    /// Reads a snapshot; definition, lateness and events are those it was saved with. The system's clock refuses events from the future.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FraudMlException">Thrown when it is no snapshot, was made by a newer version, or a byte has changed.</exception>
    /// <exception cref="IOException">Thrown when the file can't be read.</exception>
    public static VelocityStore Load(string path) => Load(path, TimeProvider.System);

    /// <summary>Reads a snapshot; definition, lateness and events are those it was saved with.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock that refuses events from the future; null for none.</param>
    /// <exception cref="FraudMlException">Thrown when it is no snapshot, was made by a newer version, or a byte has changed.</exception>
    /// <exception cref="IOException">Thrown when the file can't be read.</exception>
    public static VelocityStore Load(string path, TimeProvider? clock)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, clock);
    }

    internal static VelocityStore Read(Stream stream, TimeProvider? clock)
    {
        RequireUnchanged(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        VelocityHeader header = ReadHeader(reader);
        var store = new VelocityStore(header.Windows,
            new VelocityStoreOptions { Lateness = header.Lateness, Clock = clock }) { _newest = header.Newest };
        foreach (EntityGroup group in store._groups) EntitySnapshot.Read(reader, group, header.Version);
        return store;
    }

    private static void RequireUnchanged(Stream stream)
    {
        long length = stream.Length - SHA256.HashSizeInBytes;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[81_920];
        int read = 1;
        for (long left = length; left > 0 && read > 0; left -= read)
        {
            read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            sha.AppendData(buffer, 0, read);
        }

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        bool isWhole = length > 0 && stream.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) == expected.Length;
        if (!isWhole || !sha.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new FraudMlException(
                "This is no snapshot of a velocity store, or it is damaged: its SHA-256 is not the one it was saved with. "
                + "Take another one, or fill a new store.");
        }
    }

    private static VelocityHeader ReadHeader(BinaryReader reader)
    {
        try
        {
            VelocityHeader header = JsonSerializer.Deserialize(reader.ReadString(), VelocityJson.Default.VelocityHeader)
                ?? throw new JsonException("null");
            if (header.Format == Format && header.Version <= EntitySnapshot.Version) return header;
            throw new FraudMlException($"This snapshot has the format {header.Format} {header.Version}, and this FraudMl reads {Format} "
                + $"up to {EntitySnapshot.Version}. Update the FraudMl packages.");
        }
        catch (Exception e) when (e is JsonException or IOException or FormatException)
        {
            throw new FraudMlException("This is no snapshot of a velocity store: it does not begin with the header that "
                + "VelocityStore.Save writes.", e);
        }
    }
}

/// <summary>What a snapshot begins with.</summary>
internal sealed record VelocityHeader(string Format, int Version, IReadOnlyList<EntityWindows> Windows, TimeSpan Lateness, long Newest);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VelocityHeader))]
internal sealed partial class VelocityJson : JsonSerializerContext;
