using FraudMl.Onnx;

namespace FraudMl;

/// <summary>The same whole numbers in a graph: ONNX's Mod takes the sign of the divisor, and what is divided is never negative.</summary>
internal sealed class CalendarOnnx(OnnxGraph graph)
{
    /// <summary>Returns local time, given UTC.</summary>
    public string Local(string time, ClockOffsets clock)
    {
        if (clock.Changes.Length == 0) return clock.Initial == 0 ? time : Add(time, clock.Initial);
        string passed = graph.Node("GreaterOrEqual", [time, graph.Integers(clock.Changes, 1, clock.Changes.Length)]);
        IEnumerable<long> steps = clock.Offsets.Select((offset, i) => offset - (i == 0 ? clock.Initial : clock.Offsets[i - 1]));
        string moved = graph.Node("Mul", [graph.Cast(passed, OnnxElement.Int64), graph.Integers(steps, 1, clock.Changes.Length)]);
        string sum = graph.Node("ReduceSum", [moved, graph.Integers([1], 1)], new OnnxAttribute("keepdims", 1L));
        return graph.Node("Add", [time, Add(sum, clock.Initial)]);
    }

    public string Value(CalendarParts part, string local)
    {
        string time = Mod(local, CalendarClock.Day);
        if (part == CalendarParts.Hour) return Div(time, CalendarClock.Hour);
        string day = Div(graph.Node("Sub", [local, time]), CalendarClock.Day);
        return part == CalendarParts.Weekday ? Mod(Add(day, 3), 7) : Month(day);
    }

    private string Month(string day)
    {
        string ofEra = Mod(Add(day, CalendarClock.Shift), CalendarClock.Era);
        string days = graph.Node("Sub", [graph.Node("Add", [graph.Node("Sub", [ofEra, Div(ofEra, 1460)]), Div(ofEra, 36_524)]),
            Div(ofEra, CalendarClock.Era - 1)]);
        string year = Div(days, 365);
        string leaps = graph.Node("Sub", [Div(year, 4), Div(year, 100)]);
        string ofYear = graph.Node("Sub", [ofEra, graph.Node("Add", [Mul(year, 365), leaps])]);
        string fromMarch = Div(Add(Mul(ofYear, 5), 2), 153);
        return Add(Mod(Add(fromMarch, 2), 12), 1);
    }

    private string Add(string value, long number) => graph.Node("Add", [value, graph.Integers([number])]);

    private string Mul(string value, long number) => graph.Node("Mul", [value, graph.Integers([number])]);

    private string Div(string value, long number) => graph.Node("Div", [value, graph.Integers([number])]);

    private string Mod(string value, long number) => graph.Node("Mod", [value, graph.Integers([number])]);
}
