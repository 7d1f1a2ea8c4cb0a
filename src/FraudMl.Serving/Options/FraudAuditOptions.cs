namespace FraudMl.Serving;

/// <summary>How decisions are recorded; bound from the configuration section <c>FraudAudit</c> and checked at start.</summary>
public sealed record FraudAuditOptions : ValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FraudAudit";

    /// <value>The folder of the log's files, one for each server.</value>
    public string Directory { get; set; } = "";

    /// <value>When an answer may leave. Default: when the operating system has its record, so that a killed process loses none.</value>
    public AuditWriting Writing { get; set; }

    /// <value>What happens when the disk refuses a record. Default: the transaction is not answered, with 503.</value>
    public AuditFailure OnFailure { get; set; }

    /// <value>Whether records hold the inputs themselves, which <see cref="AuditLog.Replay(string, FraudModel)"/> needs, and the words of
    /// reasons, which quote them. They are customer data. Default false: only their SHA-256.</value>
    public bool KeepInputs { get; set; }

    /// <value>A request header that names the caller, for example one that a gateway sets. Default null: the authenticated user, else the
    /// address.</value>
    public string? CallerHeader { get; set; }

    /// <value>From how many bytes on the next file begins, at least 4,096; each day in UTC begins one, too. Default 256 MiB.</value>
    [Rule(AtLeast = 4096)]
    public long MaximumFileBytes { get; set; } = 256L << 20;
}

/// <summary>When an answer may leave.</summary>
public enum AuditWriting
{
    /// <summary>When the operating system has its record: a killed process loses none, a power cut may lose the last seconds.</summary>
    Written,

    /// <summary>When the disk has its record: a power cut loses none, and each answer waits for the disk.</summary>
    Flushed,

    /// <summary>At once: records are written every 100 ms, and a killed process loses those of that time.</summary>
    Buffered,
}

/// <summary>What happens when the disk refuses a record.</summary>
public enum AuditFailure
{
    /// <summary>The transaction is not answered: no decision without a record.</summary>
    Refuse,

    /// <summary>It is answered, and the next record says how many are lost.</summary>
    Continue,
}
