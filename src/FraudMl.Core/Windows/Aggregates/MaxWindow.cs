namespace FraudMl;

/// <summary>The largest value: a queue of the rows that no later one outdoes, so each row enters and leaves it once.</summary>
internal sealed class MaxWindow(int column) : WindowAggregate
{
    private long[] _rows = new long[4];
    private long _head;
    private long _tail;

    public override void Enter(EntityHistory history, long row)
    {
        double value = history.Number(column, row);
        if (double.IsNaN(value)) return;
        while (_tail > _head && history.Number(column, Slot(_tail - 1)) <= value) _tail--;
        if (_tail - _head == _rows.Length) Grow();
        Slot(_tail++) = row;
    }

    public override void EnterOlder(EntityHistory history, long end, long first)
    {
        for (long row = end - 1; row >= first; row--)
        {
            double value = history.Number(column, row);
            if (double.IsNaN(value) || (_tail > _head && value <= history.Number(column, Slot(_head)))) continue;
            if (_tail - _head == _rows.Length) Grow();
            Slot(--_head) = row;
        }
    }

    public override void Leave(EntityHistory history, long row)
    {
        if (_tail > _head && Slot(_head) == row) _head++;
    }

    public override void Clear() => _head = _tail = 0;

    public override double Value(WindowFunction function, EntityHistory history, long row, in WindowRows rows) =>
        _tail == _head ? double.NaN : history.Number(column, Slot(_head));

    private ref long Slot(long place) => ref _rows[(int)place & (_rows.Length - 1)];

    private void Grow()
    {
        var grown = new long[_rows.Length * 2];
        for (long place = _head; place < _tail; place++) grown[(int)place & (grown.Length - 1)] = Slot(place);
        _rows = grown;
    }
}
