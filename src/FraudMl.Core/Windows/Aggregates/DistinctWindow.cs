using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The number of distinct texts, counted by how often each is inside.</summary>
internal sealed class DistinctWindow(int column) : WindowAggregate
{
    private readonly Dictionary<ulong, int> _counts = [];

    public override void Enter(EntityHistory history, long row)
    {
        ulong text = history.Text(column, row);
        if (text != TextHash.Missing) CollectionsMarshal.GetValueRefOrAddDefault(_counts, text, out _)++;
    }

    public override void Leave(EntityHistory history, long row)
    {
        ulong text = history.Text(column, row);
        if (text != TextHash.Missing && --CollectionsMarshal.GetValueRefOrNullRef(_counts, text) == 0) _counts.Remove(text);
    }

    public override void Clear() => _counts.Clear();

    public override double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows) =>
        _counts.Count;
}
