namespace FraudMl;

/// <summary>One column of calendar features: a part of the time, and a number for each value of the part.</summary>
/// <param name="Part">Hour, weekday or month.</param>
/// <param name="Values">The number for each value of the part, from 0.</param>
/// <param name="Output">The column written.</param>
internal sealed record CalendarFeature(CalendarParts Part, float[] Values, SchemaColumn Output)
{
    public void Check(string step)
    {
        int count = Part switch { CalendarParts.Hour => 24, CalendarParts.Weekday => 7, CalendarParts.Month => 13, _ => -1 };
        Damaged.Length(Values, count, step, "values of a part");
    }

    /// <summary>Returns the columns that the options ask for.</summary>
    public static IReadOnlyList<CalendarFeature> Of(SchemaColumn input, CalendarOptions options, int slot, FreeNames names)
    {
        var features = new List<CalendarFeature>();
        foreach ((CalendarParts part, int first, int period) in new[] { (CalendarParts.Hour, 0, 24), (CalendarParts.Weekday, 0, 7), (CalendarParts.Month, 1, 12) })
        {
            if (!options.Parts.HasFlag(part)) continue;
            if (options.Cyclic)
            {
                Add(part, $"{part}Sin", period + first, value => Math.Sin(2 * Math.PI * value / period), FeatureKind.Number, -1, 1);
                Add(part, $"{part}Cos", period + first, value => Math.Cos(2 * Math.PI * value / period), FeatureKind.Number, -1, 1);
            }
            else
            {
                Add(part, $"{part}", period + first, value => value, FeatureKind.Ordinal, first, period + first - 1);
            }
        }

        if (options.Parts.HasFlag(CalendarParts.Weekend)) Add(CalendarParts.Weekday, "Weekend", 7, day => day >= 5 ? 1 : 0, FeatureKind.Indicator, 0, 1);
        if (options.Parts.HasFlag(CalendarParts.Night)) Add(CalendarParts.Hour, "Night", 24, hour => hour <= 6 ? 1 : 0, FeatureKind.Indicator, 0, 1);
        return features;

        void Add(CalendarParts part, string name, int count, Func<int, double> value, FeatureKind kind, float minimum, float maximum) => features.Add(new CalendarFeature(
            part,
            [.. Enumerable.Range(0, count).Select(i => (float)value(i))],
            new SchemaColumn(ColumnKind.Number, slot + features.Count, new FeatureColumn(names.Give($"{input.Name}.{name}"), input.Feature.Sources)
            {
                Kind = kind,
                Minimum = minimum,
                Maximum = maximum,
            })));
    }
}
