using System.Net;
using System.Numerics;

namespace FraudMl.Analyzers.Tests.Rows;

/// <summary>How a payment came in; two names have one value.</summary>
public enum Channel
{
    Unknown,
    Web,
    Shop,
    Online = Web,
}

/// <summary>What every row has.</summary>
public abstract class Named
{
    /// <summary>Inherited.</summary>
    [RowName("case id"), RowKey]
    public string? Case { get; set; }
}

/// <summary>A property of every type that a column can hold.</summary>
[FraudRow]
public sealed partial class Wide : Named
{
    [RowLabel] public bool IsFraud { get; set; }

    [RowTimestamp] public DateTime At { get; set; }

    [RowWeight] public float Weight { get; set; }

    [RowKey, RowFeature] public int Terminal { get; set; }

    [RowKind(ColumnKind.Text)] public int Mcc { get; set; }

    [RowIgnored] public string? Note { get; set; }

    [RowIgnored] public List<string> Tags { get; } = [];

    public double? Balance { get; set; }

    public decimal Amount { get; set; }

    public long? Count { get; set; }

    public short Small { get; set; }

    public byte Tiny { get; set; }

    public sbyte Signed { get; set; }

    public ushort Port { get; set; }

    public uint Unsigned { get; set; }

    public ulong Large { get; set; }

    public bool? Known { get; set; }

    public string? @class { get; set; }

    public char Letter { get; set; }

    public ReadOnlyMemory<char> Memory { get; set; }

    public Channel Channel { get; set; }

    public DayOfWeek? Day { get; set; }

    public AttributeTargets Flags { get; set; }

    public Guid Id { get; set; }

    public IPAddress? Address { get; set; }

    public BigInteger Big { get; set; }

    public DateTimeOffset? Seen { get; set; }

    public DateOnly Born { get; set; }

    public TimeSpan? Since { get; set; }

    public TimeOnly Clock { get; set; }

    public Half Half { get; set; }

    public static int Made { get; set; }

    internal int Hidden { get; set; }

    public int this[int index] => index;

    public int Unread { set => Hidden = value; }
}

/// <summary>As an application has it.</summary>
[FraudRow]
public readonly partial record struct Payment(
    [RowLabel] bool IsFraud, [RowTimestamp(Unit = TimeUnit.Milliseconds)] long At, [RowKey] string Card, float Amount, string? Mcc,
    [property: RowName("channel")] Channel Channel, double? Risk);

/// <summary>The same without a word about it, read by its properties.</summary>
public sealed record PlainPayment(bool IsFraud, long At, string Card, float Amount, string? Mcc, Channel channel, double? Risk);

/// <summary>Contains rows.</summary>
public partial class Outer
{
    /// <summary>Nobody else sees it.</summary>
    [FraudRow]
    private sealed partial record Inner(int Value)
    {
        public override string ToString() => "inner";
    }

    internal static Dataset Inners => Dataset.FromRows([new Inner(1), new Inner(2)]);
}
