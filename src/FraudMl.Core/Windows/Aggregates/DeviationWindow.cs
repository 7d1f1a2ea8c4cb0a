namespace FraudMl;

/// <summary>The standard deviation with divisor n − 1, from exact sums of values and squares: equal values give 0.</summary>
internal sealed class DeviationWindow(int column) : WindowAggregate
{
    private ValueCount _count;
    private ExactSum _sum;
    private ExactSum _squares;

    public override void Enter(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (!_count.Enter(value)) return;
        double square = value * value;
        _sum.Add(value);
        _squares.Add(square);
        _squares.Add(Math.FusedMultiplyAdd(value, value, -square));
    }

    public override void Leave(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (!_count.Leave(value)) return;
        double square = value * value;
        _sum.Subtract(value);
        _squares.Subtract(square);
        _squares.Subtract(Math.FusedMultiplyAdd(value, value, -square));
    }

    public override void Clear()
    {
        _count = default;
        _sum = default;
        _squares = default;
    }

    public override double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows)
    {
        double n = _count.Present;
        if (_count.HasWild || n < 2) return double.NaN;
        (double sum, double sumRest) = _sum.Read();
        (double squares, double squaresRest) = _squares.Read();

        // n·Σx² − (Σx)² in twice the precision of a double: the two terms nearly cancel where values are nearly equal.
        (double first, double second) = (n * squares, sum * sum);
        double firstRest = Math.FusedMultiplyAdd(n, squares, -first) + (n * squaresRest);
        double secondRest = Math.FusedMultiplyAdd(sum, sum, -second) + (2 * sum * sumRest);
        double scaled = first - second + (firstRest - secondRest);
        return Math.Sqrt(Math.Max(0, scaled) / (n * (n - 1)));
    }
}
