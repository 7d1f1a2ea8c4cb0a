using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The number of distinct texts, counted by how often each is inside.</summary>
internal sealed class DistinctWindow(WindowFeature feature, bool includesCurrent, int column) : WindowState(feature, includesCurrent)
{
    private readonly Dictionary<ulong, int> _counts = [];

    protected override void Enter(EntityHistory history, long row)
    {
        ulong text = history.Text(column, row);
        if (text != TextHash.Missing) CollectionsMarshal.GetValueRefOrAddDefault(_counts, text, out _)++;
    }

    protected override void Leave(EntityHistory history, long row)
    {
        ulong text = history.Text(column, row);
        if (text != TextHash.Missing && --CollectionsMarshal.GetValueRefOrNullRef(_counts, text) == 0) _counts.Remove(text);
    }

    protected override void Clear() => _counts.Clear();

    protected override double Value(EntityHistory history, long row) => _counts.Count;
}
