using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FraudMl.Serving;

/// <summary>Has a share of the entities answered by the challenger: the same ones on every replica and after every start.</summary>
internal sealed class Canary(Challenger challenger, string entityColumn)
{
    private readonly ulong _below = BelowOf(challenger.Options.CanaryRatio);

    /// <value>The column whose values are the entities.</value>
    public string EntityColumn => entityColumn;

    /// <summary>Returns whether an entity is in the canary; one that is missing is not.</summary>
    public bool Includes(ReadOnlySpan<byte> entity) => !entity.IsEmpty && EntityHash.Of(entity) < _below;

    /// <summary>Returns whether an entity is in the canary; one that is missing is not.</summary>
    public bool Includes(string? entity)
    {
        if (string.IsNullOrEmpty(entity)) return false;
        Span<byte> utf8 = stackalloc byte[256];
        return Includes(Encoding.UTF8.TryGetBytes(entity, utf8, out int length) ? utf8[..length] : Encoding.UTF8.GetBytes(entity));
    }

    /// <summary>Takes the challenger, if it can answer in the place of a model: it finds all it needs, and decides if that does.</summary>
    public bool TryLease(ServedModel champion, out ModelLease lease, [NotNullWhen(true)] out RowTransfer? transfer)
    {
        transfer = null;
        if (champion.IsFallback || !challenger.Service.Models.TryLease(out lease)) return Nothing(out lease);
        transfer = challenger.TransferFrom(champion, lease.Model);
        if (transfer.IsWhole && champion.Model.Decision is null == lease.Model.Model.Decision is null) return true;
        lease.Dispose();
        transfer = null;
        return Nothing(out lease);
    }

    /// <summary>Returns the rows of a block that are in the canary; null when none is.</summary>
    public int[]? RowsOf(ServedModel champion, CarriedValues carried, int rowCount)
    {
        int column = champion.Columns.IndexOfCarried(entityColumn);
        List<int>? rows = null;
        for (int row = 0; row < rowCount; row++)
        {
            if (column >= 0 && carried.TryGet(row, column, out ReadOnlySpan<byte> entity) && Includes(entity)) (rows ??= []).Add(row);
        }

        return rows is null ? null : [.. rows];
    }

    /// <summary>Returns who is answered by the challenger.</summary>
    public override string ToString() => FormattableString.Invariant($"{challenger.Options.CanaryRatio:P1} by {entityColumn}");

    private static bool Nothing(out ModelLease lease)
    {
        lease = default;
        return false;
    }

    // All of them for 1, where the scaled bound has no 64 bits.
    private static ulong BelowOf(double ratio) => ratio >= 1 ? ulong.MaxValue : (ulong)(ratio * 18_446_744_073_709_551_616.0);
}

/// <summary>A hash of an entity, over the UTF-8 bytes, that is the same everywhere and for ever.</summary>
internal static class EntityHash
{
    public static ulong Of(ReadOnlySpan<byte> utf8) => TextHash.Mix(TextHash.Append(TextHash.Empty, utf8));
}
