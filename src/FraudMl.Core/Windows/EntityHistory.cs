using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The events of one entity by time, then arrival: a ring whose rows keep their number while older ones leave. Events lie packed,
/// 11 bytes and their values each: a store holds many.</summary>
internal class EntityHistory(HistoryLayout layout)
{
    // What six bytes hold beside the label.
    private const long Span = 1L << 47;

    private HistoryLayout _layout = layout;
    private byte[] _events = [];
    private long _origin;
    private int _head;
    private int _capacity;

    /// <summary>The number of the oldest row.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next row gets.</summary>
    public long Next { get; private set; }

    public int Count => (int)(Next - First);

    public long LastTime => Next == First ? long.MinValue : Time(Next - 1);

    public long Time(long row)
    {
        ref byte at = ref At(row);
        return _layout.TimeBytes == 6 ? _origin + (Packed(ref at) >> 1) : Unsafe.ReadUnaligned<long>(ref at);
    }

    public bool Fraud(long row)
    {
        ref byte at = ref At(row);
        return _layout.TimeBytes == 6 ? (at & 1) != 0 : Unsafe.Add(ref at, 8) != 0;
    }

    /// <summary>Returns the bits of an event's id that are kept.</summary>
    public ulong Id(long row)
    {
        ref byte at = ref Unsafe.Add(ref At(row), _layout.TimeBytes);
        return Unsafe.ReadUnaligned<uint>(ref at) | (_layout.IdBytes == 5 ? (ulong)Unsafe.Add(ref at, 4) << 32
            : (ulong)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref at, 4)) << 32);
    }

    public double Number(int column, long row)
    {
        HistoryLayout layout = _layout;
        ref byte at = ref Unsafe.Add(ref At(row), layout.Numbers + (column * layout.NumberBytes));
        return layout.NumberBytes == sizeof(float) ? Unsafe.ReadUnaligned<float>(ref at) : Unsafe.ReadUnaligned<double>(ref at);
    }

    public ulong Text(int column, long row) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref At(row), _layout.Texts + (column * sizeof(ulong))));

    public void SetNumber(int column, long row, double value)
    {
        ref byte at = ref Unsafe.Add(ref At(row), _layout.Numbers + (column * _layout.NumberBytes));
        if (_layout.NumberBytes == sizeof(float)) Unsafe.WriteUnaligned(ref at, (float)value);
        else Unsafe.WriteUnaligned(ref at, value);
    }

    public void SetText(int column, long row, ulong hash) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref At(row), _layout.Texts + (column * sizeof(ulong))), hash);

    public void SetFraud(long row, bool fraud)
    {
        ref byte at = ref At(row);
        if (_layout.TimeBytes == 6) at = (byte)((at & ~1) | (fraud ? 1 : 0));
        else Unsafe.Add(ref at, 8) = fraud ? (byte)1 : (byte)0;
    }

    public void Clear()
    {
        First = Next = 0;
        _head = 0;
    }

    /// <summary>Makes room for an event after all rows of the same time or earlier, and returns its row.</summary>
    public long Insert(long time, ulong id, bool fraud)
    {
        if (Next == First) _origin = time;
        else if (_layout.TimeBytes == 6 && (ulong)(time - _origin) >= Span) Rebase(time);
        long row = FirstAfter(time);
        if (Next - First == _capacity) Resize(_capacity + Math.Max(2, _capacity / 32));
        for (long moved = Next++; moved > row; moved--) Event(moved - 1).CopyTo(Event(moved));
        ref byte at = ref At(row);
        SetTime(ref at, time, fraud);
        at = ref Unsafe.Add(ref at, _layout.TimeBytes);
        Unsafe.WriteUnaligned(ref at, (uint)id);
        if (_layout.IdBytes == 5) Unsafe.Add(ref at, 4) = (byte)(id >> 32);
        else Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), (ushort)(id >> 32));
        return row;
    }

    /// <summary>Returns the row of an event, or −1.</summary>
    public long Find(long time, ulong id)
    {
        id = Kept(id);
        for (long row = FirstAfter(time) - 1; row >= First && Time(row) == time; row--)
        {
            if (Id(row) == id) return row;
        }

        return -1;
    }

    /// <summary>Returns the bits of an id that are kept.</summary>
    public ulong Kept(ulong id) => id & ((1UL << (8 * _layout.IdBytes)) - 1);

    public void RemoveBefore(long time)
    {
        while (First < Next && Time(First) < time)
        {
            First++;
            if (++_head == _capacity) _head = 0;
        }
    }

    /// <summary>Returns the first row that is later than a time.</summary>
    public long FirstAfter(long time)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long row)
    {
        int place = _head + (int)(row - First);
        if (place >= _capacity) place -= _capacity;
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_events), (nint)place * _layout.Stride);
    }

    private Span<byte> Event(long row) => MemoryMarshal.CreateSpan(ref At(row), _layout.Stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Packed(ref byte at) =>
        Unsafe.ReadUnaligned<uint>(ref at) | ((long)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref at, 4)) << 32);

    private void SetTime(ref byte at, long time, bool fraud)
    {
        if (_layout.TimeBytes == 6)
        {
            long packed = ((time - _origin) << 1) | (fraud ? 1L : 0);
            Unsafe.WriteUnaligned(ref at, (uint)packed);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 4), (ushort)(packed >> 32));
            return;
        }

        Unsafe.WriteUnaligned(ref at, time);
        Unsafe.Add(ref at, 8) = fraud ? (byte)1 : (byte)0;
    }

    // Times count from the oldest that is left, or are written in full where that does not do.
    private void Rebase(long time)
    {
        long origin = Math.Min(time, Time(First)), last = Math.Max(time, LastTime);
        HistoryLayout layout = (ulong)(last - origin) < Span ? _layout : _layout.Wide;
        Repack(layout, origin, _capacity);
    }

    private void Resize(int capacity) => Repack(_layout, _origin, capacity);

    private void Repack(HistoryLayout layout, long origin, int capacity)
    {
        var packed = new EntityHistory(layout) { _origin = origin, _capacity = capacity, _events = new byte[capacity * layout.Stride] };
        bool isCopy = layout == _layout && origin == _origin;
        for (long row = First; row < Next; row++)
        {
            Span<byte> from = Event(row), to = packed.Event(row - First);
            from[^(layout.Stride - layout.TimeBytes)..].CopyTo(to[layout.TimeBytes..]);
            if (isCopy) from[..layout.TimeBytes].CopyTo(to);
            else packed.SetTime(ref MemoryMarshal.GetReference(to), Time(row), Fraud(row));
        }

        (_layout, _origin, _capacity, _events, _head) = (layout, origin, capacity, packed._events, 0);
    }
}
