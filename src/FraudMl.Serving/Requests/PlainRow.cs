namespace FraudMl.Serving;

/// <summary>
/// Checks and reads a body of one transaction in a single pass. It takes what <see cref="PlainJson"/> passes and reads it as
/// <see cref="JsonRowReader"/> does; every other body is left to these.
/// </summary>
internal static class PlainRow
{
    private const int MostColumns = 512;

    /// <summary>Finds the transaction of a body.</summary>
    /// <param name="json">The body.</param>
    /// <param name="list">The field that lists transactions; empty where the body is one itself.</param>
    /// <returns>Where it begins, or a negative number where the body begins otherwise.</returns>
    public static int Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> list)
    {
        int at = PlainJson.Next(json, 0);
        if (list.IsEmpty || !PlainJson.Is(json, at, '{')) return list.IsEmpty ? at : -1;
        at = PlainJson.Next(json, at + 1);
        int end = PlainJson.PassText(json, at);
        if (end < 0 || !json[(at + 1)..(end - 1)].SequenceEqual(list)) return -1;
        at = PlainJson.Next(json, end);
        if (!PlainJson.Is(json, at, ':')) return -1;
        at = PlainJson.Next(json, at + 1);
        return PlainJson.Is(json, at, '[') ? PlainJson.Next(json, at + 1) : -1;
    }

    /// <summary>Fills a row of a block with the only transaction of a body.</summary>
    /// <param name="json">The body.</param>
    /// <param name="at">Where <see cref="Find"/> found it.</param>
    /// <param name="isListed">Whether it is in a list.</param>
    /// <param name="columns">The columns of the block.</param>
    /// <param name="block">The block.</param>
    /// <param name="row">The row, with all cells missing.</param>
    /// <returns>False where the body takes a thorough look; cells of columns that it names may be set then.</returns>
    public static bool TryFill(
        ReadOnlySpan<byte> json, int at, bool isListed, RequestColumns columns, in RequestBlock block, int row)
    {
        if (columns.Count > MostColumns) return false;
        Span<bool> seen = stackalloc bool[columns.Count];
        at = Fill(json, at, columns, block, row, seen);
        if (at < 0 || (isListed && !TryClose(json, ref at)) || PlainJson.Next(json, at) != json.Length) return false;
        for (int column = 0; column < seen.Length; column++)
        {
            if (!seen[column] && columns.IsRequired(column)) return false;
        }

        return true;
    }

    // Passes an object, and returns where it ends, or a negative number.
    private static int Fill(
        ReadOnlySpan<byte> json, int at, RequestColumns columns, in RequestBlock block, int row, Span<bool> seen)
    {
        if (!PlainJson.Is(json, at, '{')) return -1;
        for (int place = 0; ; place++)
        {
            at = PlainJson.Next(json, at + 1);
            if (!PlainJson.Is(json, at, '"')) return -1;
            int column = TakeName(json, place, columns, ref at);
            if (at < 0) return -1;
            at = PlainJson.Next(json, at);
            if (!PlainJson.Is(json, at, ':')) return -1;
            at = PlainJson.Next(json, at + 1);
            if (!TryTakeValue(json, column, columns, block, row, ref at)) return -1;
            if (column >= 0) seen[column] = true;
            at = PlainJson.Next(json, at);
            if (PlainJson.Is(json, at, '}')) return at + 1;
            if (!PlainJson.Is(json, at, ',')) return -1;
        }
    }

    private static int TakeName(ReadOnlySpan<byte> json, int place, RequestColumns columns, ref int at)
    {
        if (columns.LikelyAt(place, json[at..], out int column) is > 0 and var length)
        {
            at += length;
            return column;
        }

        int end = PlainJson.PassText(json, at);
        column = end < 0 ? TextDictionary.Unknown : columns.Names.CodeOf(json[(at + 1)..(end - 1)]);
        columns.Expect(place, column);
        at = end;
        return column;
    }

    private static bool TryTakeValue(
        ReadOnlySpan<byte> json, int column, RequestColumns columns, in RequestBlock block, int row, ref int at)
    {
        int start = at;
        if (column >= 0 && columns.NumberOf(column) is >= 0 and var input && PlainJson.TryPassNumber(json, ref at, out float number))
        {
            block.Session.SetNumber(row, input, number);
            return true;
        }

        at = PlainJson.Pass(json, start);
        return at >= 0 && (column < 0 || block.TrySet(row, column, new ValidJson(json, start).Take()));
    }

    private static bool TryClose(ReadOnlySpan<byte> json, ref int at)
    {
        at = PlainJson.Next(json, at);
        if (!PlainJson.Is(json, at, ']')) return false;
        at = PlainJson.Next(json, at + 1);
        return PlainJson.Is(json, at++, '}');
    }
}
