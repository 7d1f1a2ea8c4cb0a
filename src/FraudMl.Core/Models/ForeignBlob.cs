namespace FraudMl.Storage;

/// <summary>
/// Bytes inside a model that only code outside of FraudMl can read, and whose reader they may steer. Those that
/// were made in this process open; those that came with a model file open only where the host turned on the
/// <see cref="AppContext"/> switch of their format.
/// </summary>
public sealed class ForeignBlob
{
    private readonly byte[] _bytes;

    /// <summary>Creates a blob that this process made itself; one that is read from a file must come with the
    /// model's JSON instead.</summary>
    /// <param name="bytes">The bytes.</param>
    public ForeignBlob(byte[] bytes)
        : this(bytes, isFromFile: false)
    {
    }

    private ForeignBlob(byte[] bytes, bool isFromFile)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        (_bytes, IsFromFile) = (bytes, isFromFile);
    }

    /// <value>Whether it came with a model file.</value>
    internal bool IsFromFile { get; }

    internal ReadOnlySpan<byte> Stored => _bytes;

    /// <summary>Throws unless the blob may be opened. A fitted part calls it when it is made, so that loading fails and
    /// not the first score.</summary>
    /// <param name="loadSwitch">The <see cref="AppContext"/> switch that the host turns on for files it trusts.</param>
    /// <param name="what">What the model holds and what opening it lets a file do, for the message: <c>a transformer of ML.NET,
    /// whose file names …</c>.</param>
    /// <exception cref="FraudMlException">Thrown when it came with a file and the switch is off.</exception>
    public void RequireTrust(string loadSwitch, string what)
    {
        if (!IsFromFile || (AppContext.TryGetSwitch(loadSwitch, out bool isOn) && isOn)) return;
        throw new FraudMlException(
            $"This model holds {what}. If you trust the file, call AppContext.SetSwitch(\"{loadSwitch}\", true) before loading it.");
    }

    /// <summary>Returns the bytes to read from, if they may be opened.</summary>
    /// <param name="loadSwitch">The <see cref="AppContext"/> switch that the host turns on for files it trusts.</param>
    /// <param name="what">What the model holds, for the message.</param>
    /// <exception cref="FraudMlException">Thrown when it came with a file and the switch is off.</exception>
    public Stream Open(string loadSwitch, string what)
    {
        RequireTrust(loadSwitch, what);
        return new MemoryStream(_bytes, writable: false);
    }

    internal static ForeignBlob FromFile(byte[] bytes) => new(bytes, isFromFile: true);

    /// <summary>Returns its size.</summary>
    public override string ToString() => FormattableString.Invariant($"{Stored.Length:#,0} bytes");
}
