namespace FraudMl;

// The kernels, which come and go one by one.
internal sealed partial class ParzenAxis
{
    /// <summary>Adds a kernel at a trial's coordinate; those from its number on move up by one.</summary>
    public void Insert(int kernel, double[] point)
    {
        Grow();
        double center = point[place];
        foreach (double[] numbers in (double[][])[_centers, _widths, _inverses, _masses, _logs])
            Array.Copy(numbers, kernel, numbers, kernel + 1, _count - kernel);
        (_centers[kernel], _widths[kernel], _masses[kernel]) = (center, 0, 0);
        _count++;
        if (!HasWidths) return;
        Span<int> before = _sorted.AsSpan(0, _count - 1);
        if (kernel < before.Length)
        {
            foreach (ref int other in before) other += other >= kernel ? 1 : 0;
        }

        int at = Place(before, kernel);
        before[at..].CopyTo(_sorted.AsSpan(at + 1));
        _sorted[at] = kernel;
        for (int i = Math.Max(0, at - 1); i < Math.Min(at + 2, _count); i++) Widen(i);
    }

    /// <summary>Takes a kernel away; those behind it move down by one.</summary>
    public void Remove(int kernel)
    {
        if (HasWidths)
        {
            Span<int> sorted = _sorted.AsSpan(0, _count);
            int at = Place(sorted, kernel);
            sorted[(at + 1)..].CopyTo(sorted[at..]);
            foreach (ref int other in sorted[..^1]) other -= other > kernel ? 1 : 0;
            Take(kernel);
            for (int i = Math.Max(0, at - 1); i < Math.Min(at + 1, _count); i++) Widen(i);
        }
        else
        {
            Take(kernel);
        }
    }

    // Where a kernel stands among the sorted: by its center, then by its number, the prior last.
    private int Place(ReadOnlySpan<int> sorted, int kernel)
    {
        double center = _centers[kernel];
        int from = 0, to = sorted.Length;
        while (from < to)
        {
            int middle = (from + to) / 2, other = sorted[middle];
            if (_centers[other] < center || (_centers[other] == center && other != 0 && other < kernel)) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    // A kernel is as wide as the larger gap to its neighbours, at the ends the only one, and never so narrow that few trials
    // would pin the search down (Bergstra's magic clip).
    private void Widen(int at)
    {
        int kernel = _sorted[at];
        if (kernel == 0) return;
        double below = at > 0 ? _centers[kernel] - _centers[_sorted[at - 1]] : 0;
        double above = at < _count - 1 ? _centers[_sorted[at + 1]] - _centers[kernel] : 0;
        double width = Math.Clamp(Math.Max(below, above), _narrowest, 1);
        if (_widths[kernel] != width) (_widths[kernel], _inverses[kernel], _masses[kernel]) = (width, 1 / width, 0);
    }

    private void Take(int kernel)
    {
        _count--;
        foreach (double[] numbers in (double[][])[_centers, _widths, _inverses, _masses, _logs])
            Array.Copy(numbers, kernel + 1, numbers, kernel, _count - kernel);
    }

    private void Grow()
    {
        if (_centers.Length > _count) return;
        int size = Math.Max(64, 2 * _count);
        Array.Resize(ref _centers, size);
        Array.Resize(ref _widths, size);
        Array.Resize(ref _inverses, size);
        Array.Resize(ref _masses, size);
        Array.Resize(ref _logs, size);
        Array.Resize(ref _sorted, size);
    }
}
