namespace FraudMl;

/// <summary>The events of one entity by time, then arrival: a ring whose rows keep their number while older ones leave.</summary>
internal sealed class EntityHistory
{
    private readonly double[][] _numbers;
    private readonly ulong[][] _texts;
    private long[] _times = new long[4];
    private ulong[] _ids = new ulong[4];
    private bool[] _frauds = new bool[4];

    public EntityHistory(int numberCount, int textCount)
    {
        _numbers = new double[numberCount][];
        _texts = new ulong[textCount][];
        for (int i = 0; i < numberCount; i++) _numbers[i] = new double[4];
        for (int i = 0; i < textCount; i++) _texts[i] = new ulong[4];
    }

    /// <summary>The number of the oldest row.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next row gets.</summary>
    public long Next { get; private set; }

    public long LastTime => Next == First ? long.MinValue : Time(Next - 1);

    public long Time(long row) => _times[(int)row & (_times.Length - 1)];

    public ulong Id(long row) => _ids[(int)row & (_ids.Length - 1)];

    public ref bool Fraud(long row) => ref _frauds[(int)row & (_frauds.Length - 1)];

    public ref double Number(int column, long row) => ref _numbers[column][(int)row & (_times.Length - 1)];

    public ref ulong Text(int column, long row) => ref _texts[column][(int)row & (_times.Length - 1)];

    public void Clear() => First = Next = 0;

    /// <summary>Makes room for an event after all rows of the same time or earlier, and returns its row.</summary>
    public long Insert(long time, ulong id, bool fraud)
    {
        long row = FirstAfter(time);
        if (Next - First == _times.Length) Grow();
        for (long moved = Next++; moved > row; moved--) Move(moved - 1, moved);
        int at = (int)row & (_times.Length - 1);
        (_times[at], _ids[at], _frauds[at]) = (time, id, fraud);
        return row;
    }

    /// <summary>Returns the row of an event, or −1.</summary>
    public long Find(long time, ulong id)
    {
        for (long row = FirstAfter(time) - 1; row >= First && Time(row) == time; row--)
        {
            if (Id(row) == id) return row;
        }

        return -1;
    }

    public void RemoveBefore(long time)
    {
        while (First < Next && Time(First) < time) First++;
    }

    private long FirstAfter(long time)
    {
        if (LastTime <= time) return Next;
        (long low, long high) = (First, Next);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (Time(middle) <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Move(long from, long to)
    {
        int source = (int)from & (_times.Length - 1), target = (int)to & (_times.Length - 1);
        (_times[target], _ids[target], _frauds[target]) = (_times[source], _ids[source], _frauds[source]);
        foreach (double[] column in _numbers) column[target] = column[source];
        foreach (ulong[] column in _texts) column[target] = column[source];
    }

    private void Grow()
    {
        int capacity = _times.Length;
        Grow(ref _times, capacity);
        Grow(ref _ids, capacity);
        Grow(ref _frauds, capacity);
        for (int i = 0; i < _numbers.Length; i++) Grow(ref _numbers[i], capacity);
        for (int i = 0; i < _texts.Length; i++) Grow(ref _texts[i], capacity);
    }

    private void Grow<T>(ref T[] ring, int capacity)
    {
        var grown = new T[capacity * 2];
        for (long row = First; row < Next; row++) grown[(int)row & ((capacity * 2) - 1)] = ring[(int)row & (capacity - 1)];
        ring = grown;
    }
}
