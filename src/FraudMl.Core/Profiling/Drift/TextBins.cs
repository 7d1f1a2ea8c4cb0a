namespace FraudMl;

/// <summary>Counts a text input by its codes: into the texts of the reference, the others, the missing and the unknown.</summary>
internal sealed class TextBins
{
    private readonly int _slot;

    // By code + 2: missing is -2, unknown -1.
    private readonly int[] _cellOf;

    public TextBins(int column, int slot, TextDictionary dictionary, IReadOnlyList<string> texts)
    {
        (Column, _slot) = (column, slot);
        Dictionary<string, int> bins = texts.Index().ToDictionary(at => at.Item, at => at.Index, StringComparer.Ordinal);
        _cellOf = [texts.Count + 1, texts.Count + 2, .. dictionary.Texts.Select(text => bins.GetValueOrDefault(text, texts.Count))];
    }

    public int Column { get; }

    public void Count(RowBlock block, long[] cells)
    {
        foreach (int code in block.CodeArray(_slot).AsSpan(0, block.RowCount)) cells[_cellOf[code - TextDictionary.Missing]]++;
    }
}
