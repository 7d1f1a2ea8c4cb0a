namespace FraudMl;

/// <summary>The feature steps, and what may stand in their places.</summary>
/// <param name="Steps">The steps that a search begins with.</param>
/// <param name="Choices">What else may stand in a place, by the place.</param>
internal sealed record FeatureChoice(IReadOnlyList<IFeatureStep> Steps, IReadOnlyDictionary<int, IFeatureStep[]> Choices)
{
    private static readonly TimeSpan TwoWeeks = TimeSpan.FromDays(14);

    /// <summary>Returns the steps for the columns that are used.</summary>
    public static FeatureChoice Of(Dataset data, ColumnChoice columns, TimeSpan span, Story story)
    {
        var steps = new List<IFeatureStep>();
        var choices = new Dictionary<int, IFeatureStep[]>();
        foreach (string other in columns.OtherTimes)
        {
            Add(builder => builder.TimeBetween(other, columns.Time!.Name));
            story.Do($"Counted the days from '{other}' to '{columns.Time!.Name}'.");
        }

        var dropped = new List<string>(columns.Dropped);
        dropped.AddRange(columns.OtherTimes);
        if (columns.Time is TimestampColumn)
        {
            CalendarParts parts = CalendarParts.Hour | CalendarParts.Night
                | (span >= TwoWeeks ? CalendarParts.Weekday | CalendarParts.Weekend : CalendarParts.None);
            Add(builder => builder.Calendar(columns.Time.Name, new() { Parts = parts }));
            story.Do($"Took the hour{(span >= TwoWeeks ? " and the day of the week" : "")} of '{columns.Time.Name}'.");
        }
        else if (columns.Time is NumberColumn { Origin: 0 } time && time.Is(ColumnRoles.Feature))
        {
            float day = 86_400_000_000f / data.TimestampUnit.Microseconds(), hour = day / 24;
            string name = time.Name;
            if (day > 1 && span >= TimeSpan.FromDays(1))
            {
                Add(builder => builder.Derive("HourOfDay", row => row[name] % day / hour));
                story.Do($"Took the hour of '{name}'.");
            }
        }

        if (dropped.Count > 0) Add(builder => builder.Drop(Columns.Of([.. dropped])));
        if (columns.Numbers.Count > 0 || data.Windows.Count > 0)
            Add(builder => builder.Impute(Columns.Numbers, new() { AddIndicator = columns.HasMissing }));
        Encode(columns.FewTexts, texts =>
        [
            One(builder => builder.Ordinal(texts)),
            One(builder => builder.TargetMean(texts)),
            One(builder => builder.OneHot(texts, new() { MinimumCount = 10 })),
        ]);
        Encode(columns.ManyTexts, texts =>
        [
            One(builder => builder.TargetMean(texts)),
            One(builder => builder.WeightOfEvidence(texts)),
            One(builder => builder.Frequency(texts)),
        ]);
        if (columns.FewTexts.Count > 0)
            story.Do($"Tried codes, the frauds' share (out of fold) and a column for each text of {Quoted(columns.FewTexts)}.");
        if (columns.ManyTexts.Count > 0)
            story.Do($"Tried the frauds' share (out of fold), the weight of evidence and the frequency of {Quoted(columns.ManyTexts)}, "
                + "which have too many texts for a column each.");
        return new FeatureChoice(steps, choices);

        void Add(Func<FraudPipelineBuilder, FraudPipelineBuilder> add) => steps.Add(One(add));

        void Encode(List<string> texts, Func<Columns, IFeatureStep[]> candidates)
        {
            if (texts.Count == 0) return;
            IFeatureStep[] all = candidates(Columns.Of([.. texts]));
            choices[steps.Count] = all;
            steps.Add(all[0]);
        }
    }

    private static IFeatureStep One(Func<FraudPipelineBuilder, FraudPipelineBuilder> add) =>
        add(new FraudPipelineBuilder()).Train(Trainers.LogisticRegression()).Build().Steps[0];

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
